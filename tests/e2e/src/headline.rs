//! The numbers of the headline: each leads to a list of exactly that many.

use crate::page::{Page, first_number};
use crate::scenario::Outcome;

crate::scenarios! {
    each_number_leads_to_its_list,
    so_it_does_at_another_date,
    where_there_is_no_list_they_lead_to_one,
    the_focus_goes_to_the_results,
}

async fn each_number_leads_to_its_list(page: &Page) -> Outcome {
    follow_all(page, "").await
}

async fn so_it_does_at_another_date(page: &Page) -> Outcome {
    follow_all(page, "?as-of=2024-05-15&compare=2020-12-09&view=table&q=drones&kind=directive").await
}

async fn follow_all(page: &Page, address: &str) -> Outcome {
    page.open(address).await?;
    let names = links(page).await?;
    assert_eq!(names.len(), 4, "{names:?}");
    for name in names {
        page.open(address).await?;
        page.click("link", &name).await?;
        let promised = first_number(&name).ok_or("a link without a number")?;
        page.wait_count(promised).await.map_err(|why| format!("{name:?}: {why}"))?;
        page.wait_equal(async || Ok(page.rows().await?.len()), promised).await?;
    }
    Ok(())
}

async fn where_there_is_no_list_they_lead_to_one(page: &Page) -> Outcome {
    for view in ["progress", "next"] {
        for (name, leads_to) in [("/adopted/", "List"), ("/moved/", "What changed")] {
            page.open(&format!("?view={view}")).await?;
            page.click("link", name).await?;
            let current = "return root.querySelector('.views [aria-current]').textContent";
            page.wait_equal(async || page.script(current, Vec::new()).await, leads_to.into()).await?;
        }
    }
    Ok(())
}

async fn the_focus_goes_to_the_results(page: &Page) -> Outcome {
    page.open("").await?;
    for name in links(page).await? {
        page.open("").await?;
        page.click("link", &name).await?;
        page.wait_equal(async || page.focused().await, page.count_heading().await?)
            .await
            .map_err(|why| format!("{name:?}: {why}"))?;
        let script = "const top = root.activeElement.getBoundingClientRect().top; return top > -2 && top < innerHeight";
        page.wait(&format!("the heading in sight after {name:?}"), async || {
            Ok(page.script(script, Vec::new()).await? == true)
        })
        .await?;
    }
    Ok(())
}

/// The names of the links in the headline.
async fn links(page: &Page) -> Outcome<Vec<String>> {
    page.role("heading", "/^(Of|By) /").await?;
    Ok(serde_json::from_value(
        page.script("return [...root.querySelectorAll('h1 a')].map((link) => link.textContent)", Vec::new()).await?,
    )?)
}
