//! The keyboard alone: everything is reached in order, every focus is seen, nothing holds it.

use fantoccini::key::Key;

use crate::driver::Engine;
use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    tab_reaches_everything_in_order,
    the_first_stop_skips_to_the_results,
    a_reader_who_goes_on_keeps_the_focus,
    the_focus_stays_near_what_is_gone,
    shift_tab_goes_back,
    enter_and_space_work,
    every_focus_is_seen,
    thumbs_show_their_focus,
    an_opened_page_can_be_left,
}

/// What has the focus.
#[derive(Debug)]
struct Stop {
    /// Which part of the page it is in.
    part: String,
    name: String,
    /// Whether something is drawn around it.
    is_seen: bool,
    /// Whether it is within the window.
    is_in_sight: bool,
}

/// Presses Tab from the top until the focus leaves the explorer, or where there is nowhere else to go, begins again.
async fn walk(page: &Page) -> Outcome<Vec<Stop>> {
    page.script("document.activeElement?.blur(); window.walked = []", Vec::new()).await?;
    walk_on(page).await
}

/// The same from where the focus is.
async fn walk_on(page: &Page) -> Outcome<Vec<Stop>> {
    let mut stops: Vec<Stop> = Vec::new();
    for pressed in 0..400 {
        page.press([Key::Tab]).await?;
        let script = "\
            const at = root.activeElement;
            window.walked ??= [];
            if (!at || at === window.walked[0]) return null;
            if (window.walked.includes(at)) return ['trap', at.textContent, true, true];
            window.walked.push(at);
            const parts = ['.masthead', '.remarks', 'h1', '.date-bar', '.areas', '.search', '.filters', '.views', '.view-controls',
              '.chips', '.take-away', '.view', '.opened', '.footer'];
            const style = getComputedStyle(at);
            const name = (at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent || at.id).trim();
            const isSeen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || at.type === 'range';
            // Busy engines scroll to what has the focus when they next draw.
            return new Promise((done) => requestAnimationFrame(() => {
              const { top, bottom } = at.getBoundingClientRect();
              done([parts.find((part) => at.closest(part)) ?? '', name, isSeen, bottom > 0 && top < innerHeight]);
            }))";
        let found: Option<(String, String, bool, bool)> = page.ask(script).await?;
        match found {
            Some((part, name, ..)) if part == "trap" => return Err(format!("the focus goes round at {name:?}").into()),
            Some((part, name, is_seen, is_in_sight)) => stops.push(Stop { part, name, is_seen, is_in_sight }),
            // Some engines stop at the document first.
            None if stops.is_empty() && pressed < 3 => {}
            None => return Ok(stops),
        }
    }
    Err(format!("the focus never leaves; the last were {:?}", &stops[stops.len().saturating_sub(4)..]).into())
}

async fn tab_reaches_everything_in_order(page: &Page) -> Outcome {
    page.open("?kind=funding").await?;
    let stops = walk(page).await?;
    let mut parts: Vec<&str> = stops.iter().map(|stop| stop.part.as_str()).collect();
    parts.dedup();
    let expected = [
        ".masthead",
        "h1",
        ".date-bar",
        ".areas",
        ".search",
        ".filters",
        ".views",
        ".view-controls",
        ".chips",
        ".take-away",
        ".view",
        ".footer",
    ];
    assert_eq!(parts, expected, "{:?}", stops.iter().map(|stop| &stop.name).collect::<Vec<_>>());
    let in_grid = "return root.querySelectorAll('.grid a, .grid button, .grid [tabindex=\"0\"]').length";
    let names: Vec<&str> = stops.iter().filter(|stop| stop.part == ".view").map(|stop| stop.name.as_str()).collect();
    assert_eq!(
        names.iter().filter(|name| name.starts_with("Timeline of")).count(),
        1,
        "the grid is one stop: {names:?}"
    );
    // The walk has ended far below, and what is out of sight is not drawn.
    page.script("root.querySelector('.grid').scrollIntoView()", Vec::new()).await?;
    page.wait("links in the grid", async || Ok(page.script(in_grid, Vec::new()).await?.as_u64() > Some(2))).await?;
    let of_part = |part: &str| stops.iter().filter(|stop| stop.part == part).count();
    assert_eq!(of_part("h1"), 6, "links in the headline");
    assert_eq!(of_part(".areas"), 12, "a title and a filter for each area");
    assert_eq!(of_part(".views"), 6, "views");
    let thumbs = stops.iter().filter(|stop| ["As of", "Compared with"].contains(&stop.name.as_str())).count();
    assert!(thumbs >= 2, "thumbs: {thumbs}");
    Ok(())
}

async fn the_first_stop_skips_to_the_results(page: &Page) -> Outcome {
    page.open("?kind=funding").await?;
    first_stop(page, "Skip to the results").await?;
    page.press([Key::Enter]).await?;
    let at = async || page.script("return root.activeElement?.id", Vec::new()).await;
    page.wait_equal(at, "results-heading".into()).await?;
    page.press([Key::Tab]).await?;
    let is_in_results = page.script("return Boolean(root.activeElement.closest('.results'))", Vec::new()).await?;
    assert_eq!(is_in_results, true);
    assert_eq!(page.address().await?, "?kind=funding");
    // There is nothing to skip to from an opened page.
    page.open("?page=about").await?;
    first_stop(page, "Security Union Explorer").await
}

/// Presses Tab on a page that was just opened: the focus is on this.
async fn first_stop(page: &Page, name: &str) -> Outcome {
    // Some engines stop at the document first.
    for _ in 0..3 {
        if page.focused().await?.is_empty() {
            page.press([Key::Tab]).await?;
        }
    }
    assert_eq!(page.focused().await?, name);
    Ok(())
}

/// What is chosen takes the focus along with the next drawing, unless the reader is somewhere else by then.
async fn a_reader_who_goes_on_keeps_the_focus(page: &Page) -> Outcome {
    page.open("").await?;
    let click = "
        const [goesOn] = given;
        const root = document.querySelector('security-union-explorer').shadowRoot;
        root.activeElement?.blur();
        root.querySelector('.headline a').click();
        if (goesOn) root.querySelector('#search').focus();
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return root.activeElement?.id";
    assert_eq!(page.run(click, vec![true.into()]).await?, "search");
    assert_eq!(page.run(click, vec![false.into()]).await?, "results-heading");
    Ok(())
}

async fn the_focus_stays_near_what_is_gone(page: &Page) -> Outcome {
    let at = async || page.script("return root.activeElement?.id || root.activeElement?.textContent", Vec::new()).await;
    // The filters that were taken away, one by one and all at once.
    page.open("?area=1.2").await?;
    for chip in ["/^Remove the filter 1/", "/^Remove the filter 2/"] {
        let chip = page.button(chip).await?;
        page.script("arguments[0].focus()", vec![serde_json::json!(chip)]).await?;
        page.press([Key::Enter]).await?;
        page.wait("the chip to go", async || Ok(!page.address().await?.contains("area=1.2"))).await?;
    }
    page.wait_equal(at, "results-heading".into()).await?;
    page.open("?area=1&kind=directive").await?;
    let all = page.button("Clear all").await?;
    page.script("arguments[0].focus()", vec![serde_json::json!(all)]).await?;
    page.press([Key::Enter]).await?;
    page.wait_equal(at, "results-heading".into()).await?;
    // A page that was opened from a link, and one that was there first.
    page.script("[...root.querySelectorAll('.masthead a')].at(-1).focus()", Vec::new()).await?;
    page.press([Key::Enter]).await?;
    page.wait("the page", async || Ok(page.address().await?.contains("page=about"))).await?;
    page.wait("its heading", async || {
        Ok(page.script("return root.activeElement?.localName", Vec::new()).await? == "h1")
    })
    .await?;
    page.press([Key::Escape]).await?;
    page.wait_equal(at, "About the data".into()).await?;
    page.open("?initiative=nis2-directive").await?;
    page.click("link", "← Back to the results").await?;
    page.wait_equal(at, "results-heading".into()).await
}

async fn shift_tab_goes_back(page: &Page) -> Outcome {
    page.open("?kind=funding").await?;
    page.focus("input[type=search]").await?;
    page.press([Key::Tab]).await?;
    let there = page.focused().await?;
    page.chord(&[Key::Shift, Key::Tab]).await?;
    assert_ne!(page.focused().await?, there);
    assert_eq!(page.script("return root.activeElement?.type", Vec::new()).await?, "search");
    Ok(())
}

async fn every_focus_is_seen(page: &Page) -> Outcome {
    // What stands above the results is the same in all views.
    for (address, is_whole) in [
        ("?kind=funding&read=1", true),
        ("?view=list&kind=funding", false),
        ("?view=table&kind=funding", false),
        ("?initiative=cer-directive", true),
        ("?page=about", true),
        ("?q=zzzz", false),
        ("?view=nonsense&kind=funding", true),
    ] {
        page.open(address).await?;
        let stops = if is_whole {
            walk(page).await?
        } else {
            page.script("root.querySelector('#results-heading').focus(); window.walked = []", Vec::new()).await?;
            walk_on(page).await?
        };
        assert!(stops.len() > 5, "only {} stops at {address:?}", stops.len());
        let unseen: Vec<&Stop> = stops.iter().filter(|stop| !stop.is_seen || !stop.is_in_sight).collect();
        assert!(unseen.is_empty(), "at {address:?}: {unseen:?}");
        assert!(stops.iter().all(|stop| !stop.name.is_empty()), "at {address:?} something has no name: {stops:?}");
    }
    Ok(())
}

/// The outline of a thumb is on a part of it that scripts cannot see: compare pictures.
async fn thumbs_show_their_focus(page: &Page) -> Outcome {
    if page.engine() == Engine::WebKit {
        // Its driver takes no pictures.
        return Ok(());
    }
    page.open("").await?;
    for thumb in ["As of", "Compared with"] {
        let element = page.role("slider", thumb).await?;
        let without = element.screenshot().await?;
        page.script("[...root.querySelectorAll('h1 a')].at(-1).focus()", Vec::new()).await?;
        for _ in 0..2 {
            if page.focused().await? != thumb {
                page.press([Key::Tab]).await?;
            }
        }
        assert_eq!(page.focused().await?, thumb);
        page.wait("a sign of the focus", async || Ok(element.screenshot().await? != without)).await?;
        page.script("root.activeElement.blur()", Vec::new()).await?;
    }
    Ok(())
}

async fn enter_and_space_work(page: &Page) -> Outcome {
    page.open("").await?;
    let all = page.count().await?;
    focus(page, "input[type=checkbox]").await?;
    page.press([' ']).await?;
    page.count_other_than(all).await?;
    page.press([' ']).await?;
    page.wait_count(all).await?;
    focus(page, "button.area-title").await?;
    page.press([Key::Enter]).await?;
    page.heading("Sources").await?;
    focus(page, "button.area-title").await?;
    page.press([' ']).await?;
    page.wait("the text to close", async || Ok(page.by_role("heading", Some("Sources")).await?.is_empty())).await?;
    focus(page, "button.area-figures").await?;
    page.press([' ']).await?;
    page.count_other_than(all).await?;
    focus(page, "h1 a").await?;
    page.press([Key::Enter]).await?;
    page.wait_focus_on(&format!("All {all} initiatives")).await?;
    focus(page, "nav.views span:nth-child(3) a").await?;
    page.press([Key::Enter]).await?;
    page.wait_address("?view=table").await?;
    focus(page, "thead button").await?;
    page.press([' ']).await?;
    page.wait_address("?view=table&sort=title").await
}

async fn an_opened_page_can_be_left(page: &Page) -> Outcome {
    page.open("?kind=funding").await?;
    let rows = page.rows().await?;
    focus(page, ".view a").await?;
    page.press([Key::Enter]).await?;
    page.wait_focus_on(&rows[0]).await?;
    focus(page, ".back a").await?;
    page.press([Key::Enter]).await?;
    page.wait_focus_on_link(&rows[0]).await
}

async fn focus(page: &Page, selector: &str) -> Outcome {
    page.one(selector).await?;
    let script = "[...root.querySelectorAll(arguments[0])].find((one) => one.getClientRects().length > 0).focus()";
    page.script(script, vec![selector.into()]).await?;
    Ok(())
}
