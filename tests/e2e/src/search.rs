//! Searching: words, typos and numbers find; what is found is marked, counted, said and kept in the address.

use fantoccini::key::Key;

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    a_word_finds_and_escape_empties,
    a_number_finds_its_act_first,
    a_word_too_many_can_be_left_out,
    the_count_is_said_once,
}

/// That typos are forgiven, and what a number finds in any spelling, is shown without a browser.
async fn a_word_finds_and_escape_empties(page: &Page) -> Outcome {
    page.open("?view=list").await?;
    let all = page.count().await?;
    assert_eq!(page.count_heading().await?, format!("All {all} initiatives"));
    page.search("passenger").await?;
    let found = page.count_other_than(all).await?;
    assert!((1..all).contains(&found), "{found} of {all}");
    // While one types, each letter finds something else; the address is written when one rests.
    page.wait_address("?q=passenger&view=list").await?;
    let found = page.count().await?;
    assert_eq!(page.count_heading().await?, format!("{found} of {all} initiatives"));
    assert_eq!(page.rows().await?.len(), found);
    let script = "return [...root.querySelectorAll('.results mark')]
        .filter((mark) => mark.getClientRects().length > 0).map((mark) => mark.textContent.toLowerCase())";
    let marked = async || -> Outcome<Vec<String>> { page.ask(script).await };
    page.wait("marks", async || Ok(!marked().await?.is_empty())).await?;
    let marked = marked().await?;
    assert!(marked.iter().all(|word| word.starts_with("passenger")), "{marked:?}");
    // Nine letters are one step.
    page.client().back().await?;
    page.wait_address("?view=list").await?;
    page.wait_count(all).await?;
    page.client().forward().await?;
    page.wait_count(found).await?;
    page.focus("input[type=search]").await?;
    page.press([Key::Enter]).await?;
    page.wait_focus_on(&page.count_heading().await?).await?;
    page.focus("input[type=search]").await?;
    page.press([Key::Escape]).await?;
    page.wait_count(all).await?;
    assert_eq!(page.value("searchbox", "Search initiatives").await?, "");
    page.wait_address("?view=list").await
}

async fn a_number_finds_its_act_first(page: &Page) -> Outcome {
    page.open("?view=list").await?;
    for number in ["COM(2020) 829", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32022L2557"] {
        page.search(number).await?;
        page.wait_equal(async || Ok(page.rows().await?.into_iter().next()), Some("CER Directive".to_owned()))
            .await
            .map_err(|why| format!("{number}: {why}"))?;
        assert!(page.count().await? < 20, "{number} finds too much");
        page.press([Key::Escape]).await?;
        page.wait_all().await?;
    }
    Ok(())
}

/// One word too many: the search without it is offered, and how many it finds.
async fn a_word_too_many_can_be_left_out(page: &Page) -> Outcome {
    page.open("?view=list&q=terrorist%20content%20online%20bicycles").await?;
    page.click("button", "/^Search for “terrorist content online”: [0-9]+ initiatives$/").await?;
    page.wait("some", async || Ok(page.count().await? > 1)).await?;
    page.wait_address("?q=terrorist+content+online&view=list").await?;
    assert_eq!(page.value("searchbox", "Search initiatives").await?, "terrorist content online");
    Ok(())
}

async fn the_count_is_said_once(page: &Page) -> Outcome {
    page.open("").await?;
    let watch = "\
        window.said = [];
        for (const region of root.querySelectorAll('[role=status]')) {
          new MutationObserver(() => window.said.push(region.textContent))
            .observe(region, { childList: true, characterData: true, subtree: true });
        }";
    page.script(watch, Vec::new()).await?;
    // Nine letters, one after another without a rest, however busy the machine is.
    let type_in = "
        const field = document.querySelector('security-union-explorer').shadowRoot.querySelector('input[type=search]');
        for (const letter of 'passenger') {
          field.value += letter;
          field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
          await new Promise(requestAnimationFrame);
        }";
    page.run(type_in, Vec::new()).await?;
    let said = async || -> Outcome<Vec<String>> { page.ask("return window.said").await };
    page.wait("the count to be said", async || Ok(said().await?.last() == Some(&page.count_heading().await?))).await?;
    // A reader who types hears one number, not nine: longer than an announcement waits, nothing else comes.
    page.run("await sleep(900)", Vec::new()).await?;
    let said = said().await?;
    assert_eq!(said.len(), 1, "{said:?}");
    Ok(())
}
