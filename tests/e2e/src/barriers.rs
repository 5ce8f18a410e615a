//! axe finds nothing, in any view, light or dark, wide or narrow.

use serde_json::json;

use crate::axe;
use crate::driver::Engine;
use crate::page::Page;
use crate::scenario::Outcome;

/// A scenario for each address: all rules on a light page, and the colours again on the same page when it is dark, which
/// changes nothing else.
macro_rules! addresses {
    ($($name:ident $address:literal,)*) => {
        crate::scenarios! { $($name,)* colours_in_other_engines, narrow_timeline, narrow_table, narrow_initiative, forced_colours, no_data }

        $(
            async fn $name(page: &Page) -> Outcome {
                // What a page says to a reader's tools is the same in every engine; how it is drawn is looked at below.
                if page.engine() != Engine::Chromium {
                    return Ok(());
                }
                page.open($address).await?;
                axe::check(page).await?;
                page.darken().await?;
                axe::check_colours(page).await
            }
        )*
    };
}

addresses! {
    timeline "",
    list "?view=list&kind=directive",
    table "?view=table&kind=directive",
    lanes_by_status "?by=status&kind=directive&moved=1",
    initiative "?initiative=nis2-directive",
    unknown_initiative "?initiative=no-such-thing",
    changes "?view=changes&kind=directive",
    next "?view=next&kind=directive",
    progress "?view=progress&kind=directive",
    about "?page=about",
    area_text "?read=1&kind=funding",
    no_result "?q=zzzz",
    marks "?view=list&q=passenger",
    nonsense "?view=nonsense&kind=funding&as-of=2027-12-31",
}

async fn colours_in_other_engines(page: &Page) -> Outcome {
    if page.engine() == Engine::Chromium {
        // It looks at all of them, above.
        return Ok(());
    }
    for address in ["", "?view=table&kind=directive", "?view=progress&kind=directive", "?initiative=nis2-directive"] {
        page.open(address).await?;
        axe::check_colours(page).await.map_err(|why| format!("{address:?}: {why}"))?;
        page.darken().await?;
        axe::check_colours(page).await.map_err(|why| format!("{address:?} in the dark: {why}"))?;
    }
    Ok(())
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
    if page.engine() != Engine::Chromium {
        return Ok(());
    }
    page.open_framed(320, address).await?;
    // What is folded away is not looked at.
    page.script("root.querySelector('details.legend')?.setAttribute('open', '')", Vec::new()).await?;
    let end = axe::check(page).await;
    page.leave_frame().await?;
    end
}

/// Where the system chooses the colours: no barriers, and fills, lines and marks in colours that it knows.
async fn forced_colours(page: &Page) -> Outcome {
    if page.engine() != Engine::Chromium {
        // Only its driver can ask for them.
        return Ok(());
    }
    page.open("").await?;
    page.emulate(json!([{ "name": "forced-colors", "value": "active" }])).await?;
    for (query, is_shown) in [
        ("kind=directive", ".grid .row"),
        ("kind=directive&view=table", ".results tbody tr"),
        ("kind=directive&view=progress", ".results .progress"),
        ("initiative=nis2-directive", ".opened .initiative"),
    ] {
        page.set_query(query).await?;
        page.one(is_shown).await?;
        page.wait_address(&format!("?{query}")).await?;
        axe::check(page).await.map_err(|why| format!("{query}: {why}"))?;
        // What is full and what is empty differ, and what is drawn differs from what it is drawn on.
        let found = "
            const probe = document.createElement('i');
            document.body.append(probe);
            const system = (name) => { probe.style.color = name; return getComputedStyle(probe).color; };
            const fills = (selector) => [...new Set([...root.querySelectorAll(selector)].map((one) => getComputedStyle(one).fill))];
            return [fills('.status-in-effect'), fills('.status-announced:not(.planned)'), system('CanvasText'), system('Canvas')]";
        let found = page.script(found, Vec::new()).await?;
        let (ink, paper) = (&found[2], &found[3]);
        assert_ne!(ink, paper, "{query}");
        assert_eq!(found[0], json!([ink]), "{query}: what is in effect");
        for empty in found[1].as_array().into_iter().flatten() {
            assert_ne!(empty, ink, "{query}: what is announced");
        }
    }
    page.emulate(json!([])).await
}

async fn no_data(page: &Page) -> Outcome {
    page.server().answer("/data/security-union-*", xtask::serve::Answer::Status(404));
    page.go("").await?;
    page.role("alert", "/The explorer could not load its data/").await?;
    axe::check(page).await
}
