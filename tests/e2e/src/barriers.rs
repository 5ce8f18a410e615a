//! axe finds nothing, in any view, light or dark, wide or narrow.

use serde_json::json;

use crate::axe;
use crate::driver::Engine;
use crate::page::Page;
use crate::scenario::Outcome;

/// A scenario in light and one in dark for each address.
macro_rules! addresses {
    ($($light:ident $dark:ident $address:literal,)*) => {
        crate::scenarios! { $($light, $dark,)* narrow_timeline, narrow_table, narrow_initiative, forced_colours, no_data }

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

/// Where the system chooses the colours: no barriers, and fills, lines and marks in colours that it knows.
async fn forced_colours(page: &Page) -> Outcome {
    if page.engine() != Engine::Chromium {
        // Only its driver can ask for them.
        return Ok(());
    }
    for address in
        ["?kind=directive", "?view=table&kind=directive", "?view=progress&kind=directive", "?initiative=nis2-directive"]
    {
        page.open(address).await?;
        page.emulate(json!([{ "name": "forced-colors", "value": "active" }])).await?;
        look(page).await?;
        // What is full and what is empty differ, and what is drawn differs from what it is drawn on.
        let found = "
            const probe = document.createElement('i');
            document.body.append(probe);
            const system = (name) => { probe.style.color = name; return getComputedStyle(probe).color; };
            const fills = (selector) => [...new Set([...root.querySelectorAll(selector)].map((one) => getComputedStyle(one).fill))];
            return [fills('.status-in-effect'), fills('.status-announced:not(.planned)'), system('CanvasText'), system('Canvas')]";
        let found = page.script(found, Vec::new()).await?;
        let (ink, paper) = (&found[2], &found[3]);
        assert_ne!(ink, paper, "{address}");
        assert_eq!(found[0], json!([ink]), "{address}: what is in effect");
        for empty in found[1].as_array().into_iter().flatten() {
            assert_ne!(empty, ink, "{address}: what is announced");
        }
    }
    page.emulate(json!([])).await
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
