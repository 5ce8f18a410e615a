//! The form for editors who may not use scripts: `embed.html` in a frame, in a sandbox, at any height, and the script
//! that gives the frame the height of what is in it.

use serde_json::json;

use crate::page::Page;
use crate::scenario::{Outcome, fresh_server};

crate::scenarios! {
    a_sandbox_is_enough,
    parameters_are_the_attributes,
    a_document_that_is_none_of_ours_is_said,
    any_height_will_do,
    the_host_script_gives_the_height,
    what_opens_in_a_tall_frame_is_in_sight,
    heights_come_from_our_frames_only,
    the_way_to_the_results_moves_the_page_around,
    a_box_of_a_fixed_ratio_keeps_its_height,
    no_frame_is_lower_while_it_loads,
    the_host_script_is_small,
    an_address_that_is_pasted_finds_the_frame,
}

async fn a_sandbox_is_enough(page: &Page) -> Outcome {
    let other = fresh_server(&xtask::root()?.join("dist"))?;
    let frame = format!(
        "<iframe sandbox='allow-scripts' src='{}embed.html?view=list' width=1100 height=600></iframe>",
        other.address()
    );
    page.go_host(&frame, "").await?;
    page.enter_frame().await?;
    let all = page.count().await?;
    page.tick("Directive").await?;
    let directives = page.count_other_than(all).await?;
    // No address of the frame's is ever to be seen: what would be a link is a button.
    let inner = "return [...root.querySelectorAll('a[href]')].map((link) => link.href).filter((href) => href.includes('localhost'))";
    assert_eq!(page.script(inner, Vec::new()).await?, json!([]));
    let row = page.rows().await?[0].clone();
    page.click("button", &row).await?;
    page.heading(&row).await?;
    page.click("button", "← Back to the results").await?;
    page.wait_count(directives).await?;
    page.leave_frame().await
}

async fn a_document_that_is_none_of_ours_is_said(page: &Page) -> Outcome {
    page.go("embed.html?src=https://other.example/x.json&view=list").await?;
    page.ready().await?;
    let said = "return document.body.textContent.includes('Not shown: https://other.example/x.json.')";
    assert_eq!(page.script(said, Vec::new()).await?, true);
    page.go("embed.html?area=2&src=https://[").await?;
    page.role("alert", "/cannot run/").await?;
    Ok(())
}

async fn parameters_are_the_attributes(page: &Page) -> Outcome {
    let query = "area=2&locked=area&view=list&controls=search%20filters&theme=dark&as-of=2024-05-15&colour=blue&onclick=alert(1)\
        &kind=directive&address=page&src=http://localhost:9/other.json";
    page.go(&format!("embed.html?{query}")).await?;
    page.ready().await?;
    let element = "const one = document.querySelector('security-union-explorer'); \
        return one.getAttributeNames().sort().map((name) => `${name}=${one.getAttribute(name)}`).join('&')";
    let expected = "area=2&as-of=2024-05-15&controls=search filters&locked=area&query=colour=blue&onclick=alert%281%29&kind=directive&address=page&theme=dark&view=list";
    assert_eq!(page.script(element, Vec::new()).await?, expected);
    assert_eq!(
        page.script("return document.querySelector('security-union-explorer').query", Vec::new()).await?,
        "area=2&kind=directive&as-of=2024-05-15&view=list"
    );
    // What is neither an attribute nor a state does nothing, and is said.
    let said = page.role("status", "/not understood/").await?.text().await?;
    assert!(["colour=blue", "onclick=alert(1)", "address=page"].iter().all(|part| said.contains(part)), "{said}");
    let dark = "return getComputedStyle(document.documentElement).colorScheme";
    assert_eq!(page.script(dark, Vec::new()).await?, "dark");
    Ok(())
}

async fn any_height_will_do(page: &Page) -> Outcome {
    page.go_host("<iframe src='/embed.html' style='border: 0'></iframe>", "").await?;
    page.enter_frame().await?;
    for (width, height) in [(700, 200), (320, 200), (700, 400), (560, 315), (900, 600), (1200, 1200)] {
        page.run(
            "const [width, height] = given;
             Object.assign(frameElement.style, { width: `${width}px`, height: `${height}px` });
             await until('the size', () => innerWidth === width && innerHeight === height);
             for (let n = 0; n < 4; n += 1) await new Promise(requestAnimationFrame);
             const page = document.scrollingElement;
             page.scrollTo({ top: 0, behavior: 'instant' });
             const root = document.querySelector('security-union-explorer').shadowRoot;
             same(page.scrollWidth <= innerWidth, true, `width: ${page.scrollWidth} in ${innerWidth}`);
             // One thing scrolls, the frame; its first and its last line can be read.
             const brand = root.querySelector('.masthead').getBoundingClientRect();
             same(brand.top >= 0 && brand.top < innerHeight, true, 'the first line');
             // What is drawn on the way is higher than the room that was kept for it.
             await until('the last line', () => {
               page.scrollTo({ top: page.scrollHeight, behavior: 'instant' });
               return root.querySelector('.footer').getBoundingClientRect().bottom <= innerHeight + 1;
             });
             // A heading that the focus goes to is not under anything.
             const heading = root.querySelector('#results-heading');
             heading.focus();
             heading.scrollIntoView({ block: 'start', behavior: 'instant' });
             const { left, top } = heading.getBoundingClientRect();
             same(top > -1 && top < innerHeight && heading.contains(root.elementFromPoint(left + 2, top + 5)), true, 'the heading in sight');",
            vec![json!(width), json!(height)],
        )
        .await
        .map_err(|why| format!("{width} by {height}: {why}"))?;
    }
    page.leave_frame().await
}

async fn the_host_script_gives_the_height(page: &Page) -> Outcome {
    let other = fresh_server(&xtask::root()?.join("dist"))?;
    let address = other.address();
    for sandbox in ["", "sandbox=allow-scripts"] {
        let frame = format!(
            "<script type=module src='{address}embed-host.js'></script>
             <iframe {sandbox} src='{address}embed.html?view=list' style='width: 900px; height: 200px; border: 3px solid'></iframe>"
        );
        page.go_host(&frame, "").await?;
        page.wait("a height", async || Ok(page.frame_height().await? > 1000))
            .await
            .map_err(|why| format!("{sandbox}: {why}"))?;
        // WebKit's driver does not look into a frame of another origin in a sandbox.
        if !sandbox.is_empty() && page.engine() == crate::driver::Engine::WebKit {
            continue;
        }
        page.enter_frame().await?;
        let has_room = "return document.scrollingElement.scrollHeight <= innerHeight + 1";
        page.wait("no scrolling", async || page.ask(has_room).await).await?;
        let height = async || -> Outcome<u64> { page.ask("return innerHeight").await };
        let tall = height().await?;
        page.set_query("q=passenger&view=list").await?;
        page.wait("a smaller frame", async || Ok(height().await? < tall)).await?;
        page.leave_frame().await?;
    }
    Ok(())
}

/// What opens in place of a long list is shorter: the page is brought to it, and back to where it was in the list.
async fn what_opens_in_a_tall_frame_is_in_sight(page: &Page) -> Outcome {
    let frame = "<script type=module src=/embed-host.js></script><p style='height:600px'>Above</p>
        <iframe src='/embed.html?view=list' style='width:900px;height:200px'></iframe><p style='height:1500px'>Below</p>";
    page.go_host(frame, "").await?;
    let seen = async || -> Outcome<(f64, f64, f64)> {
        let script = "return [scrollY, document.querySelector('iframe').clientHeight, document.querySelector('iframe').getBoundingClientRect().top]";
        page.ask(script).await
    };
    page.wait("a tall frame", async || Ok(seen().await?.1 > 12000.0)).await?;
    let inside = "document.querySelector('iframe').contentDocument.querySelector('security-union-explorer')";
    // With the long texts it becomes higher once more.
    let is_busy = format!("return {inside}.shadowRoot.querySelector('[aria-busy=true]') !== null");
    page.wait("all texts", async || Ok(page.script(&is_busy, Vec::new()).await? == false)).await?;
    // Further down than the page with the short one is high.
    page.script("scrollTo(0, 9000)", Vec::new()).await?;
    page.script(&format!("{inside}.open('nis2-directive')"), Vec::new()).await?;
    page.wait("a short one in sight", async || {
        let (_, height, top) = seen().await?;
        Ok(height < 9000.0 && (-1.0..400.0).contains(&top))
    })
    .await?;
    page.script(&format!("{inside}.query = 'view=list'"), Vec::new()).await?;
    page.wait_equal(async || Ok(seen().await?.0.round()), 9000.0).await
}

async fn heights_come_from_our_frames_only(page: &Page) -> Outcome {
    // A frame of somebody else's says a height, and a frame of ours is told by somebody else to say one.
    page.server().answer("/theirs.html", xtask::serve::Answer::Foreign(
        b"<script>setInterval(() => parent.postMessage({ type: 'security-union-explorer', height: 3333 }, '*'), 20)</script>".to_vec()));
    page.go_host(
        "<script type=module src=/embed-host.js></script>
         <iframe src=/theirs.html height=100></iframe><iframe id=ours src='/embed.html' height=100></iframe>",
        "",
    )
    .await?;
    page.run(
        "const [theirs, ours] = document.querySelectorAll('iframe');
         await until('our height', () => ours.clientHeight > 500);
         same(theirs.clientHeight, 100, 'their height');",
        Vec::new(),
    )
    .await?;
    // A frame of ours that says what no height can be. What it says last is one: then all before it was heard.
    let nonsense = "<script>
        for (const height of [-5, 0, 1e9, 100000, '-50', 'much', NaN, Infinity, null, undefined, {}, [], 777]) {
          parent.postMessage({ type: 'security-union-explorer', height }, '*');
        }</script>";
    page.server().answer("/embed.html", xtask::serve::Answer::Foreign(nonsense.as_bytes().to_vec()));
    let watch = "<script type=module src=/embed-host.js></script><div></div><script type=module>
        const frame = document.createElement('iframe');
        frame.height = 100;
        frame.style.border = 0;
        window.heights = [];
        new MutationObserver(() => heights.push(frame.clientHeight)).observe(frame, { attributes: true });
        frame.src = '/embed.html';
        document.querySelector('div').append(frame);</script>";
    page.go_host(watch, "").await?;
    page.run("await until('a height', () => heights.includes(777)); same(heights.filter((height) => ![100, 777].includes(height)), [], 'heights');", Vec::new()).await?;
    Ok(())
}

/// In a frame as high as what is in it nothing scrolls: the page around has to.
async fn the_way_to_the_results_moves_the_page_around(page: &Page) -> Outcome {
    let host = "<script type=module src=/embed-host.js></script>
        <iframe src='/embed.html?view=list' style='border: 0; width: 400px; height: 600px'></iframe>";
    page.go_host(host, "").await?;
    page.run(
        "const frame = document.querySelector('iframe');
         await until('the height', () => frame.clientHeight > 3000);
         const root = frame.contentDocument.querySelector('security-union-explorer').shadowRoot;
         root.querySelector('.filters-button').click();
         const button = root.querySelector('.show-results');
         await until('the filters', () => button.getClientRects().length > 0);
         await until('they are in the frame', () => button.getBoundingClientRect().bottom < frame.clientHeight);
         root.querySelector('.masthead').scrollIntoView();
         button.click();
         const heading = root.querySelector('#results-heading');
         const top = () => frame.getBoundingClientRect().top + heading.getBoundingClientRect().top;
         await until(`the heading in sight, ${top()} in ${innerHeight}`, () => top() >= -1 && top() < innerHeight);",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn a_box_of_a_fixed_ratio_keeps_its_height(page: &Page) -> Outcome {
    let host = "<script type=module src=/embed-host.js></script>
        <div style='position: relative; padding-top: 50%'>
          <iframe src='/embed.html?view=list' style='position: absolute; inset: 0; border: 0; width: 100%; height: 100%'></iframe></div>
        <iframe src='/embed.html?view=list' style='width: 900px; height: 200px'></iframe>";
    page.go_host(host, "").await?;
    page.run(
        "const [boxed, other] = document.querySelectorAll('iframe');
         await until('the height of the other', () => other.clientHeight > 1000);
         await until('the boxed one', () => boxed.contentDocument.querySelector('security-union-explorer').shadowRoot.querySelector('.results'));
         await sleep(200);
         same(boxed.offsetHeight, boxed.parentElement.offsetHeight, 'the height of the box');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn no_frame_is_lower_while_it_loads(page: &Page) -> Outcome {
    let host = "<script>
          window.heights = [];
          addEventListener('message', ({ data }) => { if (data?.height) heights.push(data.height); });
        </script>
        <script type=module src=/embed-host.js></script>
        <iframe src='/embed.html?view=list' style='width: 900px; height: 400px'></iframe>";
    page.go_host(host, "").await?;
    page.run(
        "const frame = document.querySelector('iframe');
         await until('the height', () => frame.clientHeight > 1000);
         same(heights.every((height) => height > 1000), true, `heights ${heights}`);",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn the_host_script_is_small(page: &Page) -> Outcome {
    let dist = xtask::root()?.join("dist");
    let size = |name: &str| std::fs::metadata(dist.join(name)).map(|data| data.len());
    assert!(size("embed-host.js")? <= 1_000 && size("explorer.js")? <= 5_000);
    page.go("embed.html").await?;
    page.ready().await
}

async fn an_address_that_is_pasted_finds_the_frame(page: &Page) -> Outcome {
    page.open("").await?;
    let found = page
        .run(
            "const link = document.querySelector('link[type=\"application/json+oembed\"]');
             return await (await fetch(link.href)).json()",
            Vec::new(),
        )
        .await?;
    assert_eq!((&found["version"], &found["type"]), (&json!("1.0"), &json!("rich")));
    let html = found["html"].as_str().unwrap_or_default();
    assert!(
        html.starts_with("<iframe ") && html.contains("embed.html\"") && html.contains("sandbox=\"allow-scripts "),
        "{html}"
    );
    assert!(found["width"].is_u64() && found["height"].is_u64(), "{found}");
    Ok(())
}
