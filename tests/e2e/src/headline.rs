//! The numbers of the headline: each leads to a list of exactly that many.

use serde_json::json;

use crate::page::{Page, first_number};
use crate::scenario::Outcome;

crate::scenarios! {
    each_number_leads_to_its_list,
    where_there_is_no_list_they_lead_to_one,
    what_a_translator_made_of_the_page_stays_true,
}

/// Puts elements in place of texts, as translators of browsers do; and the parts of the headline in another order.
const TRANSLATE: &str = "
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (text) =>
      text.parentElement.closest('svg,textarea') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const [outer, inner] = [0, 0].map(() => document.createElement('font'));
      text.replaceWith(outer);
      outer.append(inner);
      inner.append(text.data);
    }
    if (arguments[0]) {
      const headline = root.querySelector('h1');
      for (const font of [...root.querySelectorAll('h1 > font')]) font.replaceWith(font.textContent);
      headline.prepend(headline.lastElementChild);
    }
    return texts.length";

/// All that is said of the selection.
const SAID: &str = "
    return ['h1', '.area-cards', '#results-heading', '.filter-groups', '.view'].map((part) => root.querySelector(part).textContent)";

/// That each number is what its click leads to is shown without a browser, at many addresses.
async fn each_number_leads_to_its_list(page: &Page) -> Outcome {
    let address = "?as-of=2024-05-15&compare=2020-12-09&view=table";
    page.open(address).await?;
    let names = links(page).await?;
    assert_eq!(names.len(), 7, "{names:?}");
    for name in names {
        page.script("root.activeElement?.blur()", Vec::new()).await?;
        page.click("link", &name).await?;
        let promised = first_number(&name).ok_or("a link without a number")?;
        page.wait_count(promised).await.map_err(|why| format!("{name:?}: {why}"))?;
        // The first leads from all to all: that it did is seen by the focus.
        page.wait_focus_on(&page.count_heading().await?).await.map_err(|why| format!("{name:?}: {why}"))?;
        let script = "const top = root.activeElement.getBoundingClientRect().top; return top > -2 && top < innerHeight";
        page.wait(&format!("the heading in sight after {name:?}"), async || page.ask(script).await).await?;
        if promised < 250 {
            page.wait("another address", async || Ok(page.address().await? != address)).await?;
            page.client().back().await?;
            page.wait_count(250).await?;
        }
        page.wait_address(address).await?;
    }
    Ok(())
}

async fn where_there_is_no_list_they_lead_to_one(page: &Page) -> Outcome {
    page.open("").await?;
    for view in ["Progress", "What is next"] {
        for (name, leads_to) in [("/adopted/", "List"), ("/have changed status/", "What changed")] {
            page.click("link", view).await?;
            page.wait_view(view).await?;
            page.click("link", name).await?;
            page.wait_view(leads_to).await?;
        }
    }
    Ok(())
}

/// A number of before beside a date of now would be a wrong fact, without a word.
async fn what_a_translator_made_of_the_page_stays_true(page: &Page) -> Outcome {
    let (now, then) = ("view=next&area=1", "view=next&area=1.2&as-of=2022-03-01");
    page.open(&format!("?{then}")).await?;
    let said: Vec<String> = page.ask(SAID).await?;
    for is_reordered in [false, true] {
        page.open(&format!("?{now}")).await?;
        let n_texts: usize = page.ask_with(TRANSLATE, vec![json!(is_reordered)]).await?;
        assert!(n_texts > 200, "{n_texts} texts");
        page.set_query(then).await?;
        page.wait_equal(async || page.ask::<Vec<String>>(SAID).await, said.clone()).await?;
        // A click leads where its words say.
        page.ask_with::<usize>(TRANSLATE, vec![json!(is_reordered)]).await?;
        let adopted = page.number_in_link("/adopted/").await?;
        page.click("link", "/adopted/").await?;
        page.wait_count(adopted).await?;
    }
    Ok(())
}

/// The names of the links in the headline.
async fn links(page: &Page) -> Outcome<Vec<String>> {
    page.role("heading", "/^(Of|By) /").await?;
    page.ask("return [...root.querySelectorAll('h1 a')].map((link) => link.textContent)").await
}
