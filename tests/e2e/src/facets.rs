//! Filters: values narrow and widen, counts are live, chips take away, areas and dates filter too.

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    a_value_narrows_to_its_count,
    counts_follow_the_other_filters,
    chips_come_and_take_away,
    clear_all_clears_all,
    two_values_of_one_facet_widen,
    across_facets_they_narrow,
    a_dead_end_cannot_be_chosen,
    an_area_card_filters,
    an_area_title_opens_its_text,
    all_values_begin_where_the_few_ended,
    a_time_range_filters,
    a_time_that_is_none_is_refused_beside_it,
    what_moved_since_can_be_asked,
}

async fn a_value_narrows_to_its_count(page: &Page) -> Outcome {
    page.open("").await?;
    let promised = page.choice_count("Directive").await?;
    page.tick("Directive").await?;
    page.wait_count(promised).await?;
    page.wait_equal(async || Ok(page.rows().await?.len()), promised).await?;
    page.wait_equal(async || page.address().await, "?kind=directive".to_owned()).await?;
    page.tick("Directive").await?;
    page.wait("all again", async || Ok(page.count_heading().await?.starts_with("All"))).await
}

async fn counts_follow_the_other_filters(page: &Page) -> Outcome {
    page.open("").await?;
    let (adopted, decisions) = (page.choice_count("In effect").await?, page.choice_count("Decision").await?);
    page.tick("Directive").await?;
    page.wait("fewer in effect", async || Ok(page.choice_count("In effect").await? < adopted)).await?;
    // A facet's counts ignore its own choices: they say what one more click would add.
    assert_eq!(page.choice_count("Decision").await?, decisions);
    let statuses = ["In effect", "Adopted", "Agreed", "Proposed", "Announced"];
    let mut sum = 0;
    for status in statuses {
        sum += page.choice_count(status).await?;
    }
    assert!(sum <= page.count().await?, "the statuses of directives are more than directives");
    Ok(())
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
    page.wait("a focus", async || Ok(!page.focused().await?.is_empty())).await
}

async fn clear_all_clears_all(page: &Page) -> Outcome {
    page.open("?q=crime&kind=directive&area=3.4&from=2022&moved=1").await?;
    page.click("button", "Clear all").await?;
    page.wait("all again", async || Ok(page.count_heading().await?.starts_with("All"))).await?;
    page.wait_equal(async || page.address().await, String::new()).await?;
    assert!(page.by_role("button", Some("Clear all")).await?.is_empty(), "there is still something to clear");
    let field = page.role("searchbox", "Search initiatives").await?;
    assert_eq!(field.prop("value").await?.as_deref(), Some(""));
    let ticked = page.script("return root.querySelectorAll('input:checked').length", Vec::new()).await?;
    assert_eq!(ticked, 0);
    Ok(())
}

async fn two_values_of_one_facet_widen(page: &Page) -> Outcome {
    page.open("").await?;
    let (one, other) = (page.choice_count("Directive").await?, page.choice_count("Decision").await?);
    page.tick("Directive").await?;
    page.wait_count(one).await?;
    page.tick("Decision").await?;
    page.wait_count(one + other).await
}

async fn across_facets_they_narrow(page: &Page) -> Outcome {
    page.open("").await?;
    page.tick("Directive").await?;
    let directives = page.choice_count("Directive").await?;
    page.wait_count(directives).await?;
    let promised = page.choice_count("3 Organised crime").await?;
    assert!((1..directives).contains(&promised), "{promised} of {directives}");
    page.tick("3 Organised crime").await?;
    page.wait_count(promised).await
}

async fn a_dead_end_cannot_be_chosen(page: &Page) -> Outcome {
    page.open("?kind=funding").await?;
    let names = page.names("checkbox", Some("/[^0-9]0$/")).await?;
    assert!(!names.is_empty(), "no dead ends among three initiatives");
    for dead_end in page.by_role("checkbox", Some("/[^0-9]0$/")).await? {
        assert!(!dead_end.is_enabled().await?, "one of {names:?} can be chosen");
    }
    for open in page.by_role("checkbox", Some("/[1-9][0-9]*$/")).await? {
        assert!(open.is_enabled().await?, "one that leads somewhere cannot be chosen");
    }
    Ok(())
}

async fn an_area_card_filters(page: &Page) -> Outcome {
    page.open("").await?;
    let card = page.role("button", "/^Show only Organised crime/").await?;
    assert_eq!(card.attr("aria-pressed").await?.as_deref(), Some("false"));
    let of_area = page.choice_count("3 Organised crime").await?;
    page.click_on(&card).await?;
    page.wait_count(of_area).await?;
    page.wait_equal(async || Ok(card.attr("aria-pressed").await?), Some("true".to_owned())).await?;
    assert!(page.choice("3 Organised crime").await?.is_selected().await?, "the filter is not ticked");
    page.click_on(&card).await?;
    page.wait("all again", async || Ok(page.count_heading().await?.starts_with("All"))).await?;
    assert_eq!(card.attr("aria-pressed").await?.as_deref(), Some("false"));
    Ok(())
}

async fn an_area_title_opens_its_text(page: &Page) -> Outcome {
    page.open("").await?;
    let title = page.role("button", "Organised crime").await?;
    assert_eq!(title.attr("aria-expanded").await?.as_deref(), Some("false"));
    page.click_on(&title).await?;
    page.heading("From the reports and the news, each with its source").await?;
    page.heading("Sources").await?;
    assert_eq!(title.attr("aria-expanded").await?.as_deref(), Some("true"));
    page.wait_equal(async || page.address().await, "?read=3".to_owned()).await?;
    // Every fact has a link to where it is from.
    let script = "\
        const facts = [...root.querySelectorAll('h4')].find((one) => one.textContent.startsWith('From the reports'))
          .nextElementSibling.querySelectorAll('li');
        return [...facts].map((fact) => fact.querySelector('a[href^=\"https://\"]')?.href ?? '')";
    let sources: Vec<String> = serde_json::from_value(page.script(script, Vec::new()).await?)?;
    assert!(!sources.is_empty(), "no facts");
    assert!(sources.iter().all(|source| !source.is_empty()), "{sources:?}");
    assert!(page.count_heading().await?.starts_with("All"), "opening a text filters");
    // Who opened it is there, and who closes it is back where they were, in sight.
    page.wait_equal(async || page.focused().await, "Fighting organised crime".to_owned()).await?;
    page.click("button", "Close").await?;
    page.wait("the text to close", async || Ok(page.by_role("heading", Some("Sources")).await?.is_empty())).await?;
    page.wait_equal(async || page.focused().await, "Organised crime".to_owned()).await?;
    let top = page.script("return root.activeElement.getBoundingClientRect().top", Vec::new()).await?;
    assert!(top.as_f64().is_some_and(|top| (0.0..900.0).contains(&top)), "{top}");
    Ok(())
}

/// The button that shows all stands behind them: who pressed it is led to the first that is new.
async fn all_values_begin_where_the_few_ended(page: &Page) -> Outcome {
    page.open("").await?;
    let names = "return [...root.querySelectorAll('[data-unfold]')[0].closest('fieldset').querySelectorAll('.choice:not([hidden]) .choice-name')].map((one) => one.textContent)";
    let few: Vec<String> = serde_json::from_value(page.script(names, Vec::new()).await?)?;
    page.click("button", "/^Show all [0-9]+$/").await?;
    page.wait("all", async || {
        Ok(serde_json::from_value::<Vec<String>>(page.script(names, Vec::new()).await?)?.len() > few.len())
    })
    .await?;
    let all: Vec<String> = serde_json::from_value(page.script(names, Vec::new()).await?)?;
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
    page.wait_equal(async || page.address().await, "?from=2024-05&to=2024-05-15".to_owned()).await?;
    page.click("button", "/^Remove the filter May 2024 to 15 May 2024/").await?;
    page.wait_count(all).await?;
    assert_eq!(page.role("textbox", "From").await?.prop("value").await?.as_deref(), Some(""));
    Ok(())
}

async fn a_time_that_is_none_is_refused_beside_it(page: &Page) -> Outcome {
    page.open("?from=2024").await?;
    let before = page.count().await?;
    page.fill("From", "soonish").await?;
    let said = page.role("alert", "/“soonish” cannot be read here/").await?;
    let field = page.role("textbox", "From").await?;
    assert_eq!(field.attr("aria-invalid").await?.as_deref(), Some("true"));
    let described = field.attr("aria-describedby").await?.ok_or("the field does not say what describes it")?;
    assert_eq!(said.attr("id").await?, Some(described));
    assert_eq!(page.count().await?, before, "the old value does not hold");
    assert_eq!(page.address().await?, "?from=2024");
    page.fill("From", "2023").await?;
    page.wait_equal(async || page.address().await, "?from=2023".to_owned()).await?;
    assert!(page.by_role("alert", None).await?.is_empty(), "it is still said");
    Ok(())
}

async fn what_moved_since_can_be_asked(page: &Page) -> Outcome {
    page.open("").await?;
    let all = page.count().await?;
    page.click("checkbox", "/^Moved since the Seventh Progress Report/").await?;
    let moved = page.count_other_than(all).await?;
    let headline = page.names("link", Some("/(has|have) moved$/")).await?;
    assert_eq!(crate::page::first_number(&headline[0]), Some(moved), "{headline:?}");
    page.wait_equal(async || page.address().await, "?moved=1".to_owned()).await
}
