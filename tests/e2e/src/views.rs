//! The views of one selection: the same set in each, in an order the visitor chooses.

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    every_view_shows_the_same_set,
    filters_survive_every_change_of_view,
    the_table_sorts_there_and_back,
    the_list_sorts_by_next_step,
    the_lanes_can_be_by_kind,
    what_changed_names_all_that_moved,
    what_is_next_is_in_order_of_time,
    what_is_next_can_be_saved_as_a_calendar,
}

const FILTER: &str = "kind=directive.regulation&area=3";

async fn every_view_shows_the_same_set(page: &Page) -> Outcome {
    for filter in ["", FILTER, "q=drones"] {
        let mut sets = Vec::new();
        for view in ["timeline", "list", "table"] {
            page.open(&format!("?view={view}&{filter}")).await?;
            let mut rows = page.rows().await?;
            assert_eq!(rows.len(), page.count().await?, "{view} of {filter:?}");
            rows.sort_unstable();
            sets.push(rows);
        }
        assert!(!sets[0].is_empty(), "{filter:?} finds nothing");
        assert!(sets.iter().all(|set| *set == sets[0]), "the views of {filter:?} differ");
    }
    Ok(())
}

async fn filters_survive_every_change_of_view(page: &Page) -> Outcome {
    page.open(&format!("?q=crime&{FILTER}")).await?;
    let n = page.count().await?;
    assert!(n > 0, "nothing to see");
    for view in ["List", "Table", "Timeline", "What changed", "Table", "What is next", "List", "Timeline"] {
        page.click("link", view).await?;
        page.wait_equal(async || current_view(page).await, view.to_owned()).await?;
        assert_eq!(page.count().await?, n, "{view}");
        if !view.starts_with("What") {
            page.wait_equal(async || Ok(page.rows().await?.len()), n).await?;
        }
        assert!(page.choice("Directive").await?.is_selected().await?, "{view}");
        let field = page.role("searchbox", "Search initiatives").await?;
        assert_eq!(field.prop("value").await?.as_deref(), Some("crime"), "{view}");
    }
    Ok(())
}

async fn the_table_sorts_there_and_back(page: &Page) -> Outcome {
    page.open("?view=table&kind=directive").await?;
    let sorted = async || -> Outcome<(Option<String>, Vec<String>)> {
        let head = page.role("columnheader", "/^Initiative/").await?;
        Ok((head.attr("aria-sort").await?, page.rows().await?))
    };
    let (direction, before) = sorted().await?;
    assert_eq!(direction, None);
    page.click("button", "/^Initiative/").await?;
    page.wait("ascending", async || Ok(sorted().await?.0.as_deref() == Some("ascending"))).await?;
    let there = sorted().await?.1;
    page.click("button", "/^Initiative/").await?;
    page.wait("descending", async || Ok(sorted().await?.0.as_deref() == Some("descending"))).await?;
    let mut back = sorted().await?.1;
    assert_eq!(there.len(), before.len());
    assert_ne!(there, back);
    back.reverse();
    assert_eq!(there, back);
    // As the browser itself sorts names.
    let script =
        "const names = arguments[0]; return [...names].sort(new Intl.Collator('en-GB', { numeric: true }).compare)";
    let expected: Vec<String> = serde_json::from_value(page.script(script, vec![there.clone().into()]).await?)?;
    assert_eq!(there, expected);
    Ok(())
}

async fn the_list_sorts_by_next_step(page: &Page) -> Outcome {
    page.open("?view=list").await?;
    page.role("combobox", "Sort by").await?.select_by_value("next-step").await?;
    page.wait_equal(async || page.address().await, "?view=list&sort=next-step".to_owned()).await?;
    // The dates of the next steps that name a day, from the top; those without a next step come last.
    let script = "\
        return [...root.querySelectorAll('li.card')].filter((card) => card.getClientRects().length > 0).map((card) => {
          const step = [...card.querySelectorAll('dl div')].find((one) => one.querySelector('dt').textContent === 'Next');
          return step ? step.querySelector('time').getAttribute('datetime') ?? '' : null;
        })";
    let next: Vec<Option<String>> = serde_json::from_value(page.script(script, Vec::new()).await?)?;
    let first_without = next.iter().position(Option::is_none).unwrap_or(next.len());
    assert!(first_without > 5, "only {first_without} have a next step before one that has none");
    assert!(next[first_without..].iter().all(Option::is_none), "some with a next step come after those without");
    let days: Vec<&str> = next.iter().flatten().map(String::as_str).filter(|date| date.len() == 10).collect();
    assert!(days.is_sorted(), "{days:?}");
    Ok(())
}

async fn the_lanes_can_be_by_kind(page: &Page) -> Outcome {
    page.open("").await?;
    let lanes = async || -> Outcome<Vec<String>> {
        let script = "return [...root.querySelectorAll('.lane h3')].filter((one) => one.getClientRects().length > 0)
            .map((one) => one.innerText.replace(/\\s+/g, ' ').trim())";
        Ok(serde_json::from_value(page.script(script, Vec::new()).await?)?)
    };
    assert!(lanes().await?.iter().any(|lane| lane.contains("Organised crime")), "no lanes by area");
    page.role("combobox", "Lanes by").await?.select_by_value("kind").await?;
    page.wait("a lane of directives", async || Ok(lanes().await?.iter().any(|lane| lane.starts_with("Directive"))))
        .await?;
    let lanes = lanes().await?;
    assert!(lanes.iter().all(|lane| !lane.contains("Organised crime")), "{lanes:?}");
    let sum: usize = lanes.iter().filter_map(|lane| crate::page::first_number(lane)).sum();
    assert_eq!(sum, page.count().await?, "{lanes:?}");
    page.wait_equal(async || page.address().await, "?by=kind".to_owned()).await
}

async fn what_changed_names_all_that_moved(page: &Page) -> Outcome {
    for dates in ["", "&as-of=2024-05-15&compare=2020-12-09"] {
        page.open(&format!("?view=changes{dates}")).await?;
        let moved = page.names("link", Some("/(has|have) moved$/")).await?;
        let moved = moved.first().and_then(|name| crate::page::first_number(name)).ok_or("no number that moved")?;
        let script = "return [...root.querySelectorAll('.results .moves li a')].map((link) => link.textContent)";
        let named: Vec<String> = serde_json::from_value(page.script(script, Vec::new()).await?)?;
        assert_eq!(named.len(), moved, "{named:?}");
    }
    page.click("link", "NIS2 Directive").await?;
    page.heading("NIS2 Directive").await?;
    Ok(())
}

async fn what_is_next_is_in_order_of_time(page: &Page) -> Outcome {
    page.open("?view=next&kind=directive.regulation").await?;
    page.button("Save as a calendar file").await?;
    let script = "return [...root.querySelectorAll('.results section h3')].map((one) => one.textContent)";
    let months: Vec<String> = serde_json::from_value(page.script(script, Vec::new()).await?)?;
    assert!(months.len() > 3, "{months:?}");
    let years: Vec<usize> = months.iter().filter_map(|month| month.rsplit(' ').next()?.parse().ok()).collect();
    assert!(years.is_sorted() && years.len() == months.len(), "{months:?}");
    let script = "return [root.querySelector('.results .account .lead').textContent,
        root.querySelectorAll('.results .upcoming li').length]";
    let (said, shown): (String, usize) = serde_json::from_value(page.script(script, Vec::new()).await?)?;
    assert_eq!(crate::page::first_number(&said), Some(shown), "{said}");
    Ok(())
}

async fn what_is_next_can_be_saved_as_a_calendar(page: &Page) -> Outcome {
    page.open("?view=next&kind=directive").await?;
    // What would be saved, without saving it.
    let listen = "\
        window.saved = [];
        URL.createObjectURL = (blob) => { blob.text().then((text) => window.saved.push(text)); return '#'; };
        HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; }";
    page.script(listen, Vec::new()).await?;
    page.click("button", "Save as a calendar file").await?;
    let saved = async || page.script("return window.saved[0] ?? null", Vec::new()).await;
    page.wait("a file", async || Ok(saved().await?.is_string())).await?;
    let calendar = saved().await?.as_str().unwrap_or_default().to_owned();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    assert!(calendar.contains("BEGIN:VEVENT"), "{calendar}");
    assert_eq!(page.script("return window.savedAs", Vec::new()).await?, "security-union.ics");
    Ok(())
}

async fn current_view(page: &Page) -> Outcome<String> {
    let script = "return root.querySelector('nav [aria-current]')?.textContent ?? ''";
    Ok(page.script(script, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
}
