//! axe finds nothing, in any view, light or dark.

use crate::axe;
use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! { none_in_light, none_in_dark, none_where_it_is_narrow, none_without_data }

/// The address of every view and state that is looked at.
const ADDRESSES: &[&str] = &[
    "",
    "?view=list&kind=directive",
    "?view=table&kind=directive",
    "?by=status&kind=directive&moved=1",
    "?initiative=nis2-directive",
    "?initiative=no-such-thing",
    "?page=about",
    "?read=1&kind=funding",
    "?q=zzzz",
    "?view=list&q=passenger",
    "?view=nonsense&kind=funding&as-of=2027-12-31",
];

async fn none_in_light(page: &Page) -> Outcome {
    look(page, async || Ok(())).await
}

async fn none_in_dark(page: &Page) -> Outcome {
    look(page, async || page.darken().await).await
}

async fn look<F: AsyncFn() -> Outcome>(page: &Page, prepare: F) -> Outcome {
    let mut found = Vec::new();
    for address in ADDRESSES {
        page.open(address).await?;
        prepare().await?;
        page.wait("the details", async || Ok(!page.text().await?.contains("on its way"))).await?;
        if let Err(why) = axe::check(page).await {
            found.push(format!("at {address:?}, {why}"));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found.join("\n").into()) }
}

async fn none_where_it_is_narrow(page: &Page) -> Outcome {
    for address in ["?kind=funding", "?view=table&kind=funding", "?initiative=nis2-directive"] {
        page.open_framed(320, address).await?;
        axe::check(page).await.map_err(|why| format!("at {address:?}, {why}"))?;
        page.leave_frame().await?;
    }
    Ok(())
}

async fn none_without_data(page: &Page) -> Outcome {
    page.server().answer("/data/security-union-*", xtask::serve::Answer::Status(404));
    page.go("").await?;
    page.role("alert", "/The explorer has no data/").await?;
    axe::check(page).await
}
