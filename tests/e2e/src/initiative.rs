//! One initiative: what it says, where it leads, and the way back.

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    it_opens_with_its_title_in_focus,
    its_status_has_a_reason,
    what_stands_beside_it_leads_on,
    previous_and_next_walk_the_selection,
    back_is_where_one_was,
    the_title_follows,
}

async fn it_opens_with_its_title_in_focus(page: &Page) -> Outcome {
    page.open("?q=2022/2557").await?;
    page.click("link", "CER Directive").await?;
    page.wait_focus_on("CER Directive").await?;
    let headings = page.script(
        "return [...root.querySelectorAll('h1')].filter((one) => one.getClientRects().length > 0).map((one) => one.innerText)",
        Vec::new(),
    );
    assert_eq!(headings.await?, serde_json::json!(["CER Directive"]));
    assert!(page.address().await?.contains("initiative=cer-directive"), "not its own address");
    Ok(())
}

/// A status is said with its date and its reason; at another date than that of the facts there is a way back.
async fn its_status_has_a_reason(page: &Page) -> Outcome {
    page.open("?initiative=cer-directive&as-of=2023-06-30").await?;
    let standing = async || Outcome::Ok(page.one(".standing").await?.text().await?);
    let said = standing().await?;
    for words in [
        "As of 30 June 2023",
        "Adopted",
        "Next: Member States to have transposed it into national law, by 17 October 2024",
    ] {
        assert!(said.contains(words), "{words:?} is not in {said}");
    }
    page.click("link", "Back to the latest").await?;
    page.wait("the latest status", async || Ok(standing().await?.contains("As of 30 June 2026"))).await?;
    page.wait_address("?initiative=cer-directive").await?;
    let said = standing().await?;
    for words in ["In effect", "since 18 October 2024: National measures must apply; the 2008 directive is repealed."] {
        assert!(said.contains(words), "{words:?} is not in {said}");
    }
    assert!(!said.contains("Back"), "{said}");
    Ok(())
}

async fn what_stands_beside_it_leads_on(page: &Page) -> Outcome {
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
    page.heading("Related").await?;
    page.click("link", "NIS2 Directive").await?;
    page.wait_focus_on("NIS2 Directive").await?;
    // The relation holds both ways.
    page.click("link", "CER Directive").await?;
    page.wait_focus_on("CER Directive").await?;
    page.heading("Who is involved").await?;
    page.click("link", "European Parliament").await?;
    page.wait_address("?who=european-parliament").await?;
    page.wait_focus_on(&page.count_heading().await?).await?;
    assert_eq!(page.by_role("button", Some("/^Remove the filter/")).await?.len(), 1);
    Ok(())
}

async fn previous_and_next_walk_the_selection(page: &Page) -> Outcome {
    page.open("?view=list&kind=funding").await?;
    let rows = page.rows().await?;
    assert!(rows.len() > 2, "too few to walk: {rows:?}");
    page.click("link", &rows[0]).await?;
    page.wait_focus_on(&rows[0]).await?;
    let n = rows.len();
    for (at, name) in rows.iter().enumerate() {
        page.wait_focus_on(name).await?;
        let place = page.role("navigation", "Previous and next initiative").await?;
        page.wait("the position", async || Ok(place_text(page).await?.contains(&format!("{} of {n}", at + 1)))).await?;
        drop(place);
        if let Some(next) = rows.get(at + 1) {
            neighbour(page, "Next", next).await?;
        }
    }
    assert!(!place_text(page).await?.contains("Next"), "there is something after the last");
    neighbour(page, "Previous", &rows[n - 2]).await?;
    page.wait_focus_on(&rows[n - 2]).await
}

async fn place_text(page: &Page) -> Outcome<String> {
    Ok(page.role("navigation", "Previous and next initiative").await?.text().await?)
}

/// Follows the link of the previous or the next one, which has to be this one.
async fn neighbour(page: &Page, which: &str, name: &str) -> Outcome {
    let script = "return [...root.querySelectorAll('nav.neighbours div')]
        .find((one) => one.firstElementChild.textContent === arguments[0])?.querySelector('a')";
    let link = page.element(&page.script(script, vec![which.into()]).await?)?;
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
    page.wait_focus_on(&opened).await?;
    page.click("link", "← Back to the results").await?;
    // The link that opened it, not the heading of the opened page.
    page.wait_focus_on_link(&opened).await?;
    let in_sight = "const { top, bottom } = root.activeElement.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight";
    page.wait("the link in sight", async || page.ask(in_sight).await).await?;
    page.wait_equal(async || page.rows().await, rows).await?;
    page.wait_address("?q=crime&kind=directive&view=list").await
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
