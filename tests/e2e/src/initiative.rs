//! One initiative: what it says, where it leads, and the way back.

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    it_opens_with_its_title_in_focus,
    its_status_has_a_reason,
    another_date_is_said,
    every_event_names_its_source,
    references_lead_to_the_official_pages,
    related_ones_open,
    previous_and_next_walk_the_selection,
    back_is_where_one_was,
    the_title_follows,
    its_own_address_opens_it,
    an_actor_leads_to_its_list,
}

async fn it_opens_with_its_title_in_focus(page: &Page) -> Outcome {
    page.open("?q=2022/2557").await?;
    page.click("link", "CER Directive").await?;
    page.wait_equal(async || page.focused().await, "CER Directive".to_owned()).await?;
    let headings = page.script(
        "return [...root.querySelectorAll('h1')].filter((one) => one.getClientRects().length > 0).map((one) => one.innerText)",
        Vec::new(),
    );
    assert_eq!(headings.await?, serde_json::json!(["CER Directive"]));
    assert!(page.address().await?.contains("initiative=cer-directive"), "not its own address");
    Ok(())
}

async fn its_status_has_a_reason(page: &Page) -> Outcome {
    page.open("?initiative=cer-directive").await?;
    let standing = page.one(".standing").await?.text().await?;
    assert!(standing.contains("In effect"), "{standing}");
    assert!(
        standing.contains("since 18 October 2024: National measures must apply; the 2008 directive is repealed."),
        "{standing}"
    );
    page.open("?initiative=cer-directive&as-of=2023-06-30").await?;
    let standing = page.one(".standing").await?.text().await?;
    assert!(standing.contains("Adopted"), "{standing}");
    assert!(
        standing.contains("Next: Member States to have transposed it into national law, by 17 October 2024"),
        "{standing}"
    );
    Ok(())
}

/// A status is said with its date; at another than that of the facts there is a way back.
async fn another_date_is_said(page: &Page) -> Outcome {
    let date = "return root.querySelector('.standing')?.innerText.split('\\n')[0] ?? ''";
    page.open("?initiative=cer-directive").await?;
    let said = page.script(date, Vec::new()).await?.to_string();
    assert!(said.contains("As of 30 June 2026") && !said.contains("Back"), "{said}");
    page.open("?initiative=cer-directive&as-of=2021-01-01").await?;
    let said = page.script(date, Vec::new()).await?.to_string();
    assert!(said.contains("As of 1 January 2021"), "{said}");
    page.click("link", "Back to the latest").await?;
    page.wait("the latest status", async || {
        Ok(page.script(date, Vec::new()).await?.to_string().contains("As of 30 June 2026"))
    })
    .await?;
    assert_eq!(page.address().await?, "?initiative=cer-directive");
    Ok(())
}

async fn every_event_names_its_source(page: &Page) -> Outcome {
    for id in ["cer-directive", "eu-lisa-mandate", "canada-pnr-agreement"] {
        page.open(&format!("?initiative={id}")).await?;
        page.wait("sources", async || Ok(page.text().await?.contains("source read"))).await?;
        let script = "\
            return [...root.querySelectorAll('.events > li')].map((one) => [one.innerText,
              !!one.querySelector('time, .event-date')?.textContent.trim(),
              !!one.querySelector('a[href^=\"https://\"]') || one.innerText.includes('no source')])";
        let events: Vec<(String, bool, bool)> = serde_json::from_value(page.script(script, Vec::new()).await?)?;
        assert!(events.len() > 1, "{id} has {} events", events.len());
        for (text, has_date, has_source) in events {
            assert!(has_date && has_source, "{id}: {text}");
            let says = ["source read", "not yet checked", "no source"].iter().any(|words| text.contains(words));
            assert!(says, "{id} does not say whether it was checked: {text}");
        }
    }
    Ok(())
}

async fn references_lead_to_the_official_pages(page: &Page) -> Outcome {
    page.open("?initiative=cer-directive").await?;
    page.heading("References").await?;
    for (name, address) in [
        ("32022L2557", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022L2557"),
        ("COM(2020) 829", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52020PC0829"),
        ("Legislative Observatory", "https://oeil."),
        ("EU Law Tracker", "https://law-tracker.europa.eu/procedure/2020_365"),
    ] {
        let href = page.link(name).await?.attr("href").await?.unwrap_or_default();
        assert!(href.starts_with(address), "{name} leads to {href}");
    }
    Ok(())
}

async fn related_ones_open(page: &Page) -> Outcome {
    page.open("?initiative=cer-directive").await?;
    page.heading("Related").await?;
    page.click("link", "NIS2 Directive").await?;
    page.wait_equal(async || page.focused().await, "NIS2 Directive".to_owned()).await?;
    // The relation holds both ways.
    page.click("link", "CER Directive").await?;
    page.wait_equal(async || page.focused().await, "CER Directive".to_owned()).await
}

async fn previous_and_next_walk_the_selection(page: &Page) -> Outcome {
    page.open("?view=list&kind=funding").await?;
    let rows = page.rows().await?;
    assert!(rows.len() > 2, "too few to walk: {rows:?}");
    page.click("link", &rows[0]).await?;
    page.wait_equal(async || page.focused().await, rows[0].clone()).await?;
    let n = rows.len();
    for (at, name) in rows.iter().enumerate() {
        page.wait_equal(async || page.focused().await, name.clone()).await?;
        let place = page.role("navigation", "Previous and next initiative").await?;
        page.wait("the position", async || Ok(place_text(page).await?.contains(&format!("{} of {n}", at + 1)))).await?;
        drop(place);
        if let Some(next) = rows.get(at + 1) {
            neighbour(page, "Next", next).await?;
        }
    }
    assert!(!place_text(page).await?.contains("Next"), "there is something after the last");
    neighbour(page, "Previous", &rows[n - 2]).await?;
    page.wait_equal(async || page.focused().await, rows[n - 2].clone()).await
}

async fn place_text(page: &Page) -> Outcome<String> {
    Ok(page.role("navigation", "Previous and next initiative").await?.text().await?)
}

/// Follows the link of the previous or the next one, which has to be this one.
async fn neighbour(page: &Page, which: &str, name: &str) -> Outcome {
    let script = "return [...root.querySelectorAll('nav.neighbours div')]
        .find((one) => one.firstElementChild.textContent === arguments[0])?.querySelector('a')";
    let found = page.script(script, vec![which.into()]).await?;
    let id = found.as_object().and_then(|one| one.values().next()).and_then(|id| id.as_str()).ok_or("no neighbour")?;
    let link = fantoccini::elements::Element::from_element_id(page.client().clone(), id.to_owned().into());
    assert_eq!(link.text().await?, name, "{which}");
    page.click_on(&link).await?;
    Ok(())
}

async fn back_is_where_one_was(page: &Page) -> Outcome {
    page.open("?view=list&kind=directive&q=crime").await?;
    let rows = page.rows().await?;
    let opened = rows.last().ok_or("no directive about crime")?.clone();
    page.scroll_to_link(&opened).await?;
    page.click("link", &opened).await?;
    page.wait_equal(async || page.focused().await, opened.clone()).await?;
    page.click("link", "← Back to the results").await?;
    // The link that opened it, not the heading of the opened page.
    let script = "return root.activeElement?.localName + ' ' + root.activeElement?.innerText";
    page.wait_equal(
        async || Ok(page.script(script, Vec::new()).await?.as_str().map(str::to_owned)),
        Some(format!("a {opened}")),
    )
    .await?;
    let in_sight = "const { top, bottom } = root.activeElement.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight";
    page.wait("the link in sight", async || Ok(page.script(in_sight, Vec::new()).await? == true)).await?;
    page.wait_equal(async || page.rows().await, rows).await?;
    page.wait_equal(async || page.address().await, "?q=crime&kind=directive&view=list".to_owned()).await
}

async fn the_title_follows(page: &Page) -> Outcome {
    page.open("?q=2022/2557").await?;
    let own = page.title().await?;
    assert_eq!(own, "Security Union Explorer");
    page.click("link", "CER Directive").await?;
    page.wait_equal(async || page.title().await, format!("CER Directive · {own}")).await?;
    page.click("link", "← Back to the results").await?;
    page.wait_equal(async || page.title().await, own.clone()).await?;
    page.click("link", "About the data").await?;
    page.wait_equal(async || page.title().await, format!("About the data and the method · {own}")).await
}

async fn its_own_address_opens_it(page: &Page) -> Outcome {
    page.open("?initiative=nis2-directive").await?;
    page.heading("NIS2 Directive").await?;
    page.wait("its summary", async || Ok(!page.text().await?.contains("on its way"))).await?;
    assert_eq!(page.title().await?, "NIS2 Directive · Security Union Explorer");
    page.click("link", "← Back to the results").await?;
    page.wait("all initiatives", async || Ok(page.count_heading().await?.starts_with("All"))).await
}

async fn an_actor_leads_to_its_list(page: &Page) -> Outcome {
    page.open("?initiative=cer-directive").await?;
    page.heading("Who is involved").await?;
    page.click("link", "European Parliament").await?;
    page.wait_equal(async || page.address().await, "?who=european-parliament".to_owned()).await?;
    page.wait_equal(async || page.focused().await, page.count_heading().await?).await?;
    assert_eq!(page.by_role("button", Some("/^Remove the filter/")).await?.len(), 1);
    Ok(())
}
