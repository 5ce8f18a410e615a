//! What a reader takes away: links, citations, the selection as a table.

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    the_link_of_the_selection,
    the_citation_of_the_selection,
    the_selection_as_a_table,
    the_link_and_the_citation_of_an_initiative,
    a_host_page_is_what_links_lead_to,
}

/// Presses a button and waits for what it copies.
async fn copied(page: &Page, button: &str) -> Outcome<String> {
    page.script("window.copied = null", Vec::new()).await?;
    let pressed = page.button(button).await?;
    page.click_on(&pressed).await?;
    let text = "return window.copied";
    page.wait("a copied text", async || Ok(page.script(text, Vec::new()).await?.is_string())).await?;
    let beside = "return arguments[0].parentElement.querySelector(':scope > [role=alert]')?.textContent.trim() ?? ''";
    page.wait_equal(async || page.script(beside, vec![serde_json::json!(pressed)]).await, "Copied.".into()).await?;
    page.ask(text).await
}

async fn the_link_of_the_selection(page: &Page) -> Outcome {
    let address = "?area=2&kind=directive&as-of=2023-06-30&view=table";
    page.open(address).await?;
    page.keep_what_leaves().await?;
    let link = copied(page, "Copy link").await?;
    assert_eq!(link, page.client().current_url().await?.as_str());
    // It follows every change, and opens what it was copied from.
    let before = page.count().await?;
    page.tick("Regulation").await?;
    let n = page.count_other_than(before).await?;
    assert!(!page.text().await?.contains("Copied."), "what was copied is not what is shown");
    let link = copied(page, "Copy link").await?;
    let (_, address) = link.rsplit_once('/').ok_or("no address")?;
    page.open(address).await?;
    page.wait_count(n).await?;
    // Where the page may not copy, the reader can.
    page.keep_what_leaves().await?;
    assert_eq!(page.copied_by_hand("Copy link").await?, link);
    Ok(())
}

async fn the_citation_of_the_selection(page: &Page) -> Outcome {
    page.open("?view=list&as-of=2023-06-30&compare=2022-05-25&kind=directive").await?;
    page.keep_what_leaves().await?;
    let n = page.count().await?;
    let citation = copied(page, "Copy citation").await?;
    for part in [
        &format!("{n} of 250 initiatives as of 30 June 2023. "),
        "Filters: Directive.",
        "Security Union Explorer, data version ",
        "kind=directive",
    ] {
        assert!(citation.contains(part), "{part:?} is not in {citation}");
    }
    Ok(())
}

async fn the_selection_as_a_table(page: &Page) -> Outcome {
    page.open("?as-of=2023-06-30&kind=directive&sort=title").await?;
    page.keep_what_leaves().await?;
    let n = page.count().await?;
    page.click("button", "Save as CSV").await?;
    let file = page.saved().await?;
    assert!(file.contains("id,name,title,area,kind,as_of,status,status_since,"), "{file}");
    assert_eq!(file.matches("\r\n").count(), 1 + n, "a line each");
    assert!(file.contains("\r\nnis2-directive,NIS2 Directive,"), "{file}");
    assert_eq!(page.script("return window.savedAs", Vec::new()).await?, "security-union-2023-06-30.csv");
    Ok(())
}

async fn the_link_and_the_citation_of_an_initiative(page: &Page) -> Outcome {
    page.open("?initiative=nis2-directive&as-of=2023-06-30").await?;
    page.keep_what_leaves().await?;
    let link = copied(page, "Copy link").await?;
    assert!(link.ends_with("/?initiative=nis2-directive&as-of=2023-06-30"), "{link}");
    let citation = copied(page, "Copy citation").await?;
    assert!(
        citation.starts_with("NIS2 Directive (“")
            && citation.contains("high common level of cybersecurity")
            && citation.contains("”): Adopted as of 30 June 2023. Security"),
        "{citation}"
    );
    assert!(citation.contains(&format!(" {link} Read on ")), "{citation}");
    Ok(())
}

async fn a_host_page_is_what_links_lead_to(page: &Page) -> Outcome {
    let element = "<security-union-explorer address=host view=list></security-union-explorer>";
    page.open_host(element, "?article=7").await?;
    page.keep_what_leaves().await?;
    let link = copied(page, "Copy link").await?;
    assert_eq!(link, page.client().current_url().await?.as_str());
    assert!(link.contains("article=7"), "{link}");
    // Without an address of its own there is no link to give away.
    page.open_host(&element.replace("address=host", "address=none"), "").await?;
    page.button("Copy citation").await?;
    assert!(page.by_role("button", Some("Copy link")).await?.is_empty(), "a link to nowhere");
    Ok(())
}
