//! Any width: nothing scrolls sideways, and where there is little room the filters are behind one button.

use serde_json::Value;

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    nothing_scrolls_sideways,
    filters_are_behind_one_button,
    the_way_to_the_results_stays_in_sight,
    wide_pages_show_the_filters,
}

const ADDRESSES: [&str; 13] = [
    "",
    "?view=list",
    "?view=table",
    "?by=kind&span=all",
    "?view=changes",
    "?view=next",
    "?view=progress",
    "?initiative=nis2-directive",
    "?initiative=cer-directive",
    "?page=about",
    "?read=1",
    "?q=zzzz&kind=directive",
    "?view=nonsense&as-of=2027-12-31&topic=nonsense",
];

/// Who sticks out, unless it is in something that scrolls by itself.
const STICKS_OUT: &str = "\
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const scrolls = (one) => one && (getComputedStyle(one).overflowX !== 'visible' || scrolls(one.parentElement));
    const out = [...root.querySelectorAll('*')].filter((one) => {
      const { right } = one.getBoundingClientRect();
      return (right > clientWidth + 0.5 || one.scrollWidth > clientWidth) && !scrolls(one.parentElement);
    });
    return [`${scrollWidth} > ${clientWidth}`, ...out.slice(-4).map((one) =>
      `${one.localName}.${one.getAttribute('class') ?? ''} ${one.textContent.trim().slice(0, 30)}`)]";

/// One load for each address: a frame that grows is laid out as one that was as wide from the beginning.
async fn nothing_scrolls_sideways(page: &Page) -> Outcome {
    page.resize(1500, 1000).await?;
    let mut wrong = Vec::new();
    for address in ADDRESSES {
        page.open_framed(320, address).await?;
        for width in [320, 768, 1440] {
            page.widen_frame(width).await?;
            let out = page.script(STICKS_OUT, Vec::new()).await?;
            if out != Value::Array(Vec::new()) {
                wrong.push(format!("{address:?} at {width}: {out}"));
            }
        }
        page.leave_frame().await?;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n  "));
    Ok(())
}

async fn filters_are_behind_one_button(page: &Page) -> Outcome {
    page.open_framed(320, "").await?;
    let all = page.count().await?;
    assert!(page.by_role("checkbox", None).await?.is_empty(), "the filters are in the way");
    let button = page.button("Filters").await?;
    assert_eq!(button.attr("aria-expanded").await?.as_deref(), Some("false"));
    page.click_on(&button).await?;
    page.tick("Directive").await?;
    let directives = page.count_other_than(all).await?;
    assert_eq!(page.choice_count("Directive").await?, directives);
    let button = page.button("Filters (1 set)").await?;
    assert_eq!(button.attr("aria-expanded").await?.as_deref(), Some("true"));
    page.click_on(&button).await?;
    page.wait("the filters to go", async || Ok(page.by_role("checkbox", None).await?.is_empty())).await?;
    // Below the choices is the way on to what they leave.
    page.click_on(&button).await?;
    page.click("button", &format!("Show {directives} initiatives")).await?;
    page.wait("the filters to go", async || Ok(page.by_role("checkbox", None).await?.is_empty())).await?;
    page.wait("the focus on the results", async || Ok(page.focused().await?.contains("initiatives"))).await?;
    page.click("button", "Remove the filter Directive").await?;
    page.wait_count(all).await?;
    page.leave_frame().await
}

/// Who comes by a link with a filter, or taps on an area, has the way to what it found at the foot of the screen.
async fn the_way_to_the_results_stays_in_sight(page: &Page) -> Outcome {
    page.open_framed(360, "").await?;
    assert!(page.by_role("button", Some("/^See /")).await?.is_empty(), "all are shown");
    let all = page.count().await?;
    page.script("root.querySelector('.area-figures').click()", Vec::new()).await?;
    let n = page.count_other_than(all).await?;
    let way = page.button(&format!("See {n} initiatives")).await?;
    let is_at_the_foot = "\
        const bar = root.querySelector('.to-results').getBoundingClientRect();
        return bar.bottom <= innerHeight && bar.top > innerHeight / 2";
    page.wait("it in sight", async || page.ask(is_at_the_foot).await).await?;
    page.click_on(&way).await?;
    page.wait("the focus on the results", async || Ok(page.focused().await?.contains("initiatives"))).await?;
    let is_shown = "\
        const [views, heading] = ['.view-line', '#results-heading'].map((part) => root.querySelector(part).getBoundingClientRect());
        return views.bottom > 0 && heading.bottom < innerHeight";
    page.wait("the views and the heading in sight", async || page.ask(is_shown).await).await?;
    page.leave_frame().await
}

async fn wide_pages_show_the_filters(page: &Page) -> Outcome {
    page.open("").await?;
    page.choice("Directive").await?;
    assert!(page.by_role("button", Some("/^Filters/")).await?.is_empty(), "a button for what is in sight");
    Ok(())
}
