//! The content that pages have without the explorer: it reads without script, leads on, and gives way without a jump.

use std::time::Duration;

use serde_json::{Value, json};
use xtask::serve::Answer;

use crate::driver::Engine;
use crate::page::Page;
use crate::scenario::{Outcome, listed_files};

crate::scenarios! {
    reads_and_leads_on_without_script,
    the_explorer_comes_without_a_jump,
    a_focused_link_does_not_take_the_place_along,
    the_area_gone_to_stays_in_sight,
    the_page_of_an_initiative_carries_the_explorer,
}

/// The address of the program that our own pages name: that of their release.
fn program() -> Outcome<String> {
    let mut paths = listed_files()?.into_iter();
    let own = paths.find(|path| path.starts_with("explorer-") && path.ends_with(".js"));
    Ok(format!("/{}", own.ok_or("the release has no program named by its content")?))
}

/// Every engine the same way: our script does not come, as where a policy or a blocker forbids it.
async fn reads_and_leads_on_without_script(page: &Page) -> Outcome {
    let program = program()?;
    page.server().answer(&program, Answer::Content("text/javascript; charset=utf-8", Vec::new()));
    page.go("").await?;
    let own = page.fallback().await?;
    for words in ["Of 250 initiatives, 221 are adopted", "since the Seventh Progress Report.", "EU agencies"] {
        assert!(own.contains(words), "{words} is not in {:?}", own.chars().take(2000).collect::<String>());
    }
    // What is laid out only when it comes into sight is no part of `innerText` before.
    page.script("location.hash = 'area-1'", Vec::new()).await?;
    for words in ["Hybrid attacks on critical infrastructure have increased", "CER Directive"] {
        page.wait(words, async || {
            let of_area = "return document.querySelector('#area-1').innerText.includes(arguments[0])";
            page.ask_with(of_area, vec![json!(words)]).await
        })
        .await?;
    }
    let n = page.script("return document.querySelectorAll('.initiatives > li').length", Vec::new()).await?;
    assert_eq!(n, 250, "initiatives");
    let follow =
        "const link = [...document.querySelectorAll('.initiatives a')].find((a) => a.textContent === arguments[0]);
         location.href = link.href";
    page.script(follow, vec![json!("NIS2 Directive")]).await?;
    page.wait("the page of the initiative", async || {
        let heading = page.script("return document.querySelector('h1')?.textContent", Vec::new()).await?;
        Ok(heading == "NIS2 Directive")
    })
    .await?;
    assert_eq!(page.address().await?, "initiative/nis2-directive/");
    assert_eq!(page.title().await?, "NIS2 Directive · Security Union Explorer");
    let own = page.fallback().await?;
    for words in ["In effect", "14 Dec 2022", "Directive signed", "32022L2555", "Repeals", "source read"] {
        assert!(own.contains(words), "{words} is not in {own:?}");
    }
    // And back, by the page's own link.
    page.script("document.querySelector('.brand a').click()", Vec::new()).await?;
    page.wait_address("").await
}

/// Chromium alone says what moved. What comes late comes after the content has been painted.
async fn the_explorer_comes_without_a_jump(page: &Page) -> Outcome {
    if page.engine() != Engine::Chromium {
        return Ok(());
    }
    let moved = "const seen = []; new PerformanceObserver((list) => seen.push(...list.getEntries()))
           .observe({ type: 'layout-shift', buffered: true });
         await sleep(600);
         return seen.map((one) => [one.value, one.sources.map((source) => `${source.node?.nodeName} ${source.node?.className}`)])";
    let largest = "const seen = []; new PerformanceObserver((list) => seen.push(...list.getEntries()))
           .observe({ type: 'largest-contentful-paint', buffered: true });
         await sleep(100);
         return seen.at(-1)?.element ? 'light' : 'shadow'";
    page.server().answer("/data/security-union-*", Answer::Late(Duration::from_millis(400)));
    page.server().answer("/data/security-union.details-*", Answer::Late(Duration::from_millis(400)));
    for (width, height) in [(1440, 900), (1280, 900), (500, 800)] {
        page.resize(width, height).await?;
        for address in ["", "initiative/nis2-directive/", "initiative/cer-directive/"] {
            page.open(address).await?;
            let moved = page.run(moved, Vec::new()).await?;
            assert_eq!(moved, Value::Array(Vec::new()), "{address} at {width}: moved");
        }
        // The largest text was there before: a larger one would be what the page was waited for.
        page.open("").await?;
        assert_eq!(page.run(largest, Vec::new()).await?, "light", "{width}: the largest text came with the explorer");
    }
    Ok(())
}

/// Who reads on with the focus on a link, as after coming back from it, keeps the height at which he reads.
async fn a_focused_link_does_not_take_the_place_along(page: &Page) -> Outcome {
    page.server().answer("/data/security-union-*", Answer::Late(Duration::from_millis(1500)));
    page.go("").await?;
    // Less than the filters are high, so that a chart that comes a moment later makes no difference.
    let read = "document.querySelectorAll('.prerendered .initiatives a')[9].focus({ preventScroll: true });
                scrollTo({ top: 1000, behavior: 'instant' }); return scrollY";
    let place = page.script(read, Vec::new()).await?;
    assert_eq!(place, 1000);
    page.wait_count(250).await?;
    page.wait_focus().await?;
    page.wait_equal(async || page.script("return Math.round(scrollY)", Vec::new()).await, place).await
}

/// A link of the content's list of areas leads to the same area of the explorer, when it comes.
async fn the_area_gone_to_stays_in_sight(page: &Page) -> Outcome {
    page.open("#area-4").await?;
    let area = "Strengthening law enforcement";
    page.wait("its text", async || Ok(page.focused().await?.contains(area))).await?;
    // A page is scrolled by whole pixels, and what is in it may begin between two.
    let is_in_sight = "const { top } = root.querySelector('#area-text h3').getBoundingClientRect(); return -1 < top && top < innerHeight / 2";
    page.wait("it in sight", async || Ok(page.script(is_in_sight, Vec::new()).await? == true)).await?;
    // The entry is the explorer's own now, and an area that is none is none.
    page.wait_address("?read=4").await?;
    page.open("?view=list#area-7").await?;
    assert_eq!(page.address().await?, "?view=list#area-7");
    // Who has read on meanwhile is not taken back to it.
    page.server().answer("/data/security-union-*", Answer::Late(Duration::from_millis(1500)));
    page.go("#area-1").await?;
    page.script("scrollTo({ top: 5000, behavior: 'instant' })", Vec::new()).await?;
    page.wait_count(250).await?;
    assert_eq!(page.script("return root.querySelector('#area-text').hidden", Vec::new()).await?, true);
    Ok(())
}

async fn the_page_of_an_initiative_carries_the_explorer(page: &Page) -> Outcome {
    page.open("initiative/nis2-directive/").await?;
    page.heading("NIS2 Directive").await?;
    assert_eq!(page.fallback().await?, "", "its content is still there");
    let name = "NIS2 Directive · Security Union Explorer";
    assert_eq!(page.title().await?, name, "it is called as before");
    assert_eq!(page.address().await?, "initiative/nis2-directive/", "and is where it was");
    page.click("link", "← Back to the results").await?;
    page.wait_count(250).await?;
    assert_eq!(page.title().await?, "Security Union Explorer");
    page.client().back().await?;
    page.heading("NIS2 Directive").await?;
    page.wait_equal(async || page.title().await, name.to_owned()).await
}
