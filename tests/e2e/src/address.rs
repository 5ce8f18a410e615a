//! The address: it carries the state, back and forward restore it, and nonsense in it does no harm.

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    who_goes_back_at_once_leaves_what_was_typed,
    back_and_forward_restore_filters,
    back_takes_one_step_at_a_time,
    two_dates_in_one_choice_are_one_step_back,
    back_and_forward_restore_pages,
    a_copied_address_opens_the_same,
    nonsense_is_left_out_and_said,
    an_unknown_initiative_has_a_way_back,
    marks_of_other_sites_are_not_nonsense,
}

async fn back_and_forward_restore_filters(page: &Page) -> Outcome {
    page.open("").await?;
    let all = page.count().await?;
    page.tick("Directive").await?;
    let directives = page.count_other_than(all).await?;
    page.tick("3 Organised crime").await?;
    let narrow = page.count_other_than(directives).await?;
    page.client().back().await?;
    page.wait_count(directives).await?;
    assert!(!page.choice("3 Organised crime").await?.is_selected().await?, "the area is still ticked");
    page.client().back().await?;
    page.wait_count(all).await?;
    page.wait_address("").await?;
    page.client().forward().await?;
    page.wait_count(directives).await?;
    page.client().forward().await?;
    page.wait_count(narrow).await?;
    assert!(page.choice("3 Organised crime").await?.is_selected().await?, "the area is not ticked");
    Ok(())
}

async fn back_takes_one_step_at_a_time(page: &Page) -> Outcome {
    page.open("").await?;
    page.tick("Directive").await?;
    page.wait_address("?kind=directive").await?;
    page.fill("As of", "15 May 2024").await?;
    page.wait_address("?kind=directive&as-of=2024-05-15").await?;
    // Another kind of step, then the same again after a rest.
    page.search("cyber").await?;
    page.wait_address("?q=cyber&kind=directive&as-of=2024-05-15").await?;
    page.script("return new Promise((done) => setTimeout(done, 1600))", Vec::new()).await?;
    page.search("crime").await?;
    page.wait_address("?q=cybercrime&kind=directive&as-of=2024-05-15").await?;
    for address in
        ["?q=cyber&kind=directive&as-of=2024-05-15", "?kind=directive&as-of=2024-05-15", "?kind=directive", ""]
    {
        page.client().back().await?;
        page.wait_address(address).await?;
    }
    Ok(())
}

async fn two_dates_in_one_choice_are_one_step_back(page: &Page) -> Outcome {
    page.open("").await?;
    page.click("link", "What changed").await?;
    page.wait_address("?view=changes").await?;
    page.role("combobox", "Compare").await?.select_by_value("2022-12-13.2023-10-18").await?;
    let chosen = "?as-of=2023-10-18&compare=2022-12-13&view=changes";
    page.wait_address(chosen).await?;
    page.client().back().await?;
    page.wait_address("?view=changes").await?;
    page.client().forward().await?;
    page.wait_address(chosen).await
}

async fn back_and_forward_restore_pages(page: &Page) -> Outcome {
    page.open("?kind=directive&view=list").await?;
    let rows = page.rows().await?;
    page.scroll_to_link(&rows[9]).await?;
    page.click("link", &rows[9]).await?;
    page.wait_focus_on(&rows[9]).await?;
    page.click("link", "About the data").await?;
    page.heading("About the data and the method").await?;
    page.client().back().await?;
    page.heading(&rows[9]).await?;
    page.wait_focus_on(&rows[9]).await?;
    page.client().back().await?;
    page.wait_equal(async || page.rows().await, rows.clone()).await?;
    page.wait_focus_on_link(&rows[9]).await?;
    let top: i64 = page.ask("return Math.round(scrollY)").await?;
    assert!(top > 300, "not where one was");
    page.client().forward().await?;
    page.heading(&rows[9]).await?;
    page.client().forward().await?;
    page.heading("About the data and the method").await?;
    Ok(())
}

async fn a_copied_address_opens_the_same(page: &Page) -> Outcome {
    page.open("").await?;
    page.tick("Directive").await?;
    page.tick("In effect").await?;
    page.search("crime").await?;
    page.fill("As of", "1 March 2025").await?;
    page.click("link", "Table").await?;
    page.click("button", "/^Latest step/").await?;
    page.wait("the order in the address", async || Ok(page.address().await?.contains("sort=last-change"))).await?;
    let (address, rows) = (page.address().await?, page.rows().await?);
    let headline = page.one("h1").await?.text().await?;
    assert!(!rows.is_empty(), "nothing at {address}");
    page.open(&address).await?;
    assert_eq!(page.address().await?, address);
    assert_eq!(page.rows().await?, rows);
    assert_eq!(page.one("h1").await?.text().await?, headline);
    assert_eq!(page.value("searchbox", "Search initiatives").await?, "crime");
    Ok(())
}

async fn nonsense_is_left_out_and_said(page: &Page) -> Outcome {
    page.open("?view=sideways&kind=directive&as-of=2024-02-30&colour=blue&area=99&topic=teleportation").await?;
    let said = page.role("status", "/not understood/").await?.text().await?;
    for part in ["view=sideways", "as-of=2024-02-30", "colour=blue", "area=99", "topic=teleportation"] {
        assert!(said.contains(part), "{part} is not said: {said}");
    }
    assert!(!said.contains("directive"), "{said}");
    // What makes sense holds.
    assert!(0 < page.count().await?, "nothing is left");
    assert_eq!(page.count().await?, page.choice_count("Directive").await?);
    page.click("button", "Close").await?;
    page.wait("the remark to go", async || Ok(page.by_role("status", Some("/not understood/")).await?.is_empty()))
        .await?;
    page.wait_focus().await?;
    page.wait_count(page.choice_count("Directive").await?).await
}

async fn an_unknown_initiative_has_a_way_back(page: &Page) -> Outcome {
    page.open("?initiative=no-such-thing").await?;
    page.heading("No such initiative").await?;
    assert!(page.text().await?.contains("no-such-thing"), "it does not say which");
    page.click("link", "← Back to the results").await?;
    page.wait_all().await?;
    page.wait_address("").await
}

async fn marks_of_other_sites_are_not_nonsense(page: &Page) -> Outcome {
    page.open("?kind=directive&utm_source=letter&fbclid=1").await?;
    page.wait_count(page.choice_count("Directive").await?).await?;
    assert!(page.by_role("status", Some("/not understood/")).await?.is_empty(), "it complains about others' marks");
    Ok(())
}

async fn who_goes_back_at_once_leaves_what_was_typed(page: &Page) -> Outcome {
    page.open("?area=1").await?;
    page.tick("2 Terrorism and radicalisation").await?;
    page.wait_address("?area=1.2").await?;
    page.run(
        "const root = document.querySelector('security-union-explorer').shadowRoot;
         const field = root.querySelector('#search');
         field.value = 'na';
         field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
         history.back();",
        Vec::new(),
    )
    .await?;
    let typed = async || -> Outcome<String> { page.ask("return root.querySelector('#search').value").await };
    page.wait_equal(typed, String::new()).await?;
    assert_eq!(page.address().await?, "?area=1.2");
    page.script("history.forward()", Vec::new()).await?;
    page.wait_equal(typed, "na".to_owned()).await
}
