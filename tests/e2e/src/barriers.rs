//! axe finds nothing, in any view, light or dark, wide or narrow.

use crate::axe;
use crate::page::Page;
use crate::scenario::Outcome;

/// A scenario in light and one in dark for each address.
macro_rules! addresses {
    ($($light:ident $dark:ident $address:literal,)*) => {
        crate::scenarios! { $($light, $dark,)* narrow_timeline, narrow_table, narrow_initiative, no_data }

        $(
            async fn $light(page: &Page) -> Outcome {
                page.open($address).await?;
                look(page).await
            }

            async fn $dark(page: &Page) -> Outcome {
                page.open($address).await?;
                page.darken().await?;
                look(page).await
            }
        )*
    };
}

addresses! {
    timeline timeline_dark "",
    list list_dark "?view=list&kind=directive",
    table table_dark "?view=table&kind=directive",
    lanes_by_status lanes_by_status_dark "?by=status&kind=directive&moved=1",
    initiative initiative_dark "?initiative=nis2-directive",
    unknown_initiative unknown_initiative_dark "?initiative=no-such-thing",
    changes changes_dark "?view=changes&kind=directive",
    next next_dark "?view=next&kind=directive",
    progress progress_dark "?view=progress&kind=directive",
    about about_dark "?page=about",
    area_text area_text_dark "?read=1&kind=funding",
    no_result no_result_dark "?q=zzzz",
    marks marks_dark "?view=list&q=passenger",
    nonsense nonsense_dark "?view=nonsense&kind=funding&as-of=2027-12-31",
}

async fn narrow_timeline(page: &Page) -> Outcome {
    narrow(page, "?kind=funding").await
}

async fn narrow_table(page: &Page) -> Outcome {
    narrow(page, "?view=table&kind=funding").await
}

async fn narrow_initiative(page: &Page) -> Outcome {
    narrow(page, "?initiative=nis2-directive").await
}

async fn narrow(page: &Page, address: &str) -> Outcome {
    page.open_framed(320, address).await?;
    let end = look(page).await;
    page.leave_frame().await?;
    end
}

async fn no_data(page: &Page) -> Outcome {
    page.server().answer("/data/security-union-*", xtask::serve::Answer::Status(404));
    page.go("").await?;
    page.role("alert", "/The explorer has no data/").await?;
    axe::check(page).await
}

async fn look(page: &Page) -> Outcome {
    page.wait("the details", async || Ok(!page.text().await?.contains("on its way"))).await?;
    axe::check(page).await
}
