//! Filters: values narrow and widen, counts are live, chips take away, areas and dates filter too.

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    a_value_narrows_to_its_count,
    chips_come_and_take_away,
    clear_all_clears_all,
    an_area_card_filters,
    an_area_title_opens_its_text,
    all_values_begin_where_the_few_ended,
    a_time_range_filters,
    what_moved_since_can_be_asked,
}

/// That the counts keep what they promise whatever else is chosen is shown without a browser, for any choice.
async fn a_value_narrows_to_its_count(page: &Page) -> Outcome {
    page.open("").await?;
    let promised = page.choice_count("Directive").await?;
    let others = page.choice_count("Decision").await?;
    page.tick("Directive").await?;
    page.wait_count(promised).await?;
    page.wait_equal(async || Ok(page.rows().await?.len()), promised).await?;
    page.wait_address("?kind=directive").await?;
    // Another value of the same facet widens, one of another narrows, and the counts say to how many.
    page.tick("Decision").await?;
    page.wait_count(promised + others).await?;
    page.tick("3 Organised crime").await?;
    page.wait("as many as the area promises", async || {
        let across = page.count().await?;
        Ok((1..promised + others).contains(&across) && page.choice_count("3 Organised crime").await? == across)
    })
    .await?;
    // What leads nowhere now cannot be chosen, what leads somewhere can.
    let choices =
        "return [...root.querySelectorAll('.choice > .count')].filter((one) => one.getClientRects().length > 0)
        .map((one) => [Number(one.textContent), one.parentElement.querySelector('input').disabled])";
    let has_dead_ends = async || -> Outcome<bool> {
        let choices: Vec<(usize, bool)> = page.ask(choices).await?;
        let dead_ends = choices.iter().filter(|(n, _)| *n == 0).count();
        Ok(dead_ends > 0
            && dead_ends < choices.len()
            && choices.iter().all(|(n, is_disabled)| (*n == 0) == *is_disabled))
    };
    page.wait("dead ends that cannot be chosen", has_dead_ends).await?;
    for value in ["3 Organised crime", "Decision", "Directive"] {
        page.tick(value).await?;
    }
    page.wait_all().await
}

async fn chips_come_and_take_away(page: &Page) -> Outcome {
    page.open("").await?;
    assert!(page.by_role("button", Some("/^Remove the filter/")).await?.is_empty(), "chips without filters");
    page.tick("Directive").await?;
    page.tick("3 Organised crime").await?;
    page.search("crime").await?;
    page.wait_equal(async || Ok(page.by_role("button", Some("/^Remove the filter/")).await?.len()), 3).await?;
    page.click("button", "Remove the filter Directive").await?;
    page.wait_equal(async || Ok(page.by_role("button", Some("/^Remove the filter/")).await?.len()), 2).await?;
    // Out of sight it follows when the state rests.
    page.wait("the box without its tick", async || Ok(!page.choice("Directive").await?.is_selected().await?)).await?;
    page.click("button", "Remove the filter “crime”").await?;
    let of_area = page.choice_count("3 Organised crime").await?;
    page.wait_count(of_area).await?;
    // The chip that had the focus is gone: the focus must not fall to nowhere.
    page.wait_focus().await
}

async fn clear_all_clears_all(page: &Page) -> Outcome {
    page.open("?q=crime&kind=directive&area=3.4&from=2022&moved=1").await?;
    page.click("button", "Clear all").await?;
    page.wait_all().await?;
    page.wait_address("").await?;
    assert!(page.by_role("button", Some("Clear all")).await?.is_empty(), "there is still something to clear");
    assert_eq!(page.value("searchbox", "Search initiatives").await?, "");
    let ticked = page.script("return root.querySelectorAll('input:checked').length", Vec::new()).await?;
    assert_eq!(ticked, 0);
    Ok(())
}

async fn an_area_card_filters(page: &Page) -> Outcome {
    page.open("").await?;
    let card = page.role("button", "/Show only Organised crime$/").await?;
    assert_eq!(card.attr("aria-pressed").await?.as_deref(), Some("false"));
    let of_area = page.choice_count("3 Organised crime").await?;
    page.click_on(&card).await?;
    page.wait_count(of_area).await?;
    page.wait_equal(async || Ok(card.attr("aria-pressed").await?), Some("true".to_owned())).await?;
    assert!(page.choice("3 Organised crime").await?.is_selected().await?, "the filter is not ticked");
    page.click_on(&card).await?;
    page.wait_all().await?;
    assert_eq!(card.attr("aria-pressed").await?.as_deref(), Some("false"));
    Ok(())
}

async fn an_area_title_opens_its_text(page: &Page) -> Outcome {
    page.open("").await?;
    let title = page.role("button", "Organised crime").await?;
    assert_eq!(title.attr("aria-expanded").await?.as_deref(), Some("false"));
    page.click_on(&title).await?;
    page.heading("What the reports and the news say, with sources").await?;
    page.heading("Sources").await?;
    assert_eq!(title.attr("aria-expanded").await?.as_deref(), Some("true"));
    page.wait_address("?read=3").await?;
    // Every fact has a link to where it is from.
    let script = "\
        const facts = [...root.querySelectorAll('h4')].find((one) => one.textContent.startsWith('What the reports'))
          .nextElementSibling.querySelectorAll('li');
        return [...facts].map((fact) => fact.querySelector('a[href^=\"https://\"]')?.href ?? '')";
    let sources: Vec<String> = page.ask(script).await?;
    assert!(!sources.is_empty(), "no facts");
    assert!(sources.iter().all(|source| !source.is_empty()), "{sources:?}");
    assert!(page.count_heading().await?.starts_with("All"), "opening a text filters");
    // Who opened it is there, and who closes it is back where they were, in sight.
    page.wait_focus_on("Fighting organised crime").await?;
    page.click("button", "Close").await?;
    page.wait("the text to close", async || Ok(page.by_role("heading", Some("Sources")).await?.is_empty())).await?;
    page.wait_focus_on("Organised crime").await?;
    // In whole pixels: what is above has heights in fractions of one.
    let top: f64 = page.ask("return Math.round(root.activeElement.getBoundingClientRect().top)").await?;
    assert!((0.0..900.0).contains(&top), "{top}");
    Ok(())
}

/// The button that shows all stands behind them: who pressed it is led to the first that is new.
async fn all_values_begin_where_the_few_ended(page: &Page) -> Outcome {
    page.open("").await?;
    let names = "return [...root.querySelectorAll('[data-unfold]')[0].closest('fieldset').querySelectorAll('.choice:not([hidden]) .choice-name')].map((one) => one.textContent)";
    let names = async || -> Outcome<Vec<String>> { page.ask(names).await };
    let few = names().await?;
    page.click("button", "/^Show all [0-9]+$/").await?;
    page.wait("all", async || Ok(names().await?.len() > few.len())).await?;
    let all = names().await?;
    let at = "return root.activeElement?.closest('.choice')?.querySelector('.choice-name').textContent ?? ''";
    page.wait_equal(async || page.script(at, Vec::new()).await, all[few.len()].clone().into()).await
}

async fn a_time_range_filters(page: &Page) -> Outcome {
    page.open("").await?;
    let all = page.count().await?;
    page.fill("From", "2024-05").await?;
    let later = page.count_other_than(all).await?;
    page.fill("To", "2024-05-15").await?;
    let within = page.count_other_than(later).await?;
    assert!((1..later).contains(&within), "{within} of {later} of {all}");
    page.wait_address("?from=2024-05&to=2024-05-15").await?;
    page.click("button", "/^Remove the filter May 2024 to 15 May 2024/").await?;
    page.wait_count(all).await?;
    assert_eq!(page.value("textbox", "From").await?, "");
    Ok(())
}

async fn what_moved_since_can_be_asked(page: &Page) -> Outcome {
    page.open("").await?;
    let all = page.count().await?;
    page.click("checkbox", "/^New status since the Seventh Progress Report/").await?;
    let moved = page.count_other_than(all).await?;
    assert_eq!(page.moved().await?, moved);
    page.wait_address("?moved=1").await
}
