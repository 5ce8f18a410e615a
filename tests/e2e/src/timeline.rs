//! The large timeline: walked by keys, zoomed and moved without a drag and with one, folded, filtered by its legend, read from
//! the accessibility tree, printed, saved, and upright where it is narrow. The keys are those of the table in
//! `src/view/timeline/README.md`, line by line.

use std::collections::BTreeMap;

use fantoccini::actions::{InputSource as _, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::driver::Engine;
use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    one_tab_stop,
    each_key_does_what_the_table_says,
    a_merged_mark_opens_to_its_list,
    lanes_fold,
    the_walk_outlives_filters_and_dates,
    what_lies_outside_comes_into_sight_with_its_card,
    buttons_and_years_zoom,
    dragging_the_wheel_and_the_brush_move,
    a_press_moves_no_page,
    what_is_dragged_is_where_it_will_be,
    the_legend_filters,
    the_card_is_the_same_for_hover_and_focus,
    only_what_is_in_sight_is_drawn,
    a_print_has_all,
    what_is_seen_is_saved,
    roles_and_names,
    it_stands_upright_where_it_is_narrow,
}

/// Gives the grid the focus, as Tab does.
async fn enter_grid(page: &Page) -> Outcome {
    page.one(".grid").await?;
    page.focus(".grid").await?;
    page.wait("a place in the grid", async || Ok(!here(page).await?.is_empty())).await
}

/// Waits until the grid has the focus.
async fn wait_grid(page: &Page) -> Outcome {
    page.wait("the focus on the grid", async || Ok(page.focused().await?.starts_with("Timeline of"))).await
}

/// What the walk is on, as it is spoken.
async fn here(page: &Page) -> Outcome<String> {
    let script = "\
        const id = root.querySelector('.grid')?.getAttribute('aria-activedescendant');
        const at = id && root.getElementById(id);
        return at ? (at.getAttribute('aria-label') ?? at.textContent).replace(/\\s+/g, ' ').trim() : ''";
    page.ask(script).await
}

/// Presses keys and waits until the walk is on what begins so.
async fn press_to(page: &Page, keys: &[Key], expected: &str) -> Outcome {
    page.press(keys.iter().copied()).await?;
    page.wait_equal(
        async || {
            let here = here(page).await?;
            Ok(if here.starts_with(expected) { expected.to_owned() } else { here })
        },
        expected.to_owned(),
    )
    .await
}

/// The days that the line above the chart says it shows.
async fn shown(page: &Page) -> Outcome<String> {
    let script = "return root.querySelector('.timeline-tools .hint').textContent";
    page.ask(script).await
}

const STRATEGY: &str = "From 1 Jan 2020 to 31 Dec 2028";

async fn one_tab_stop(page: &Page) -> Outcome {
    page.open("").await?;
    page.focus("select#walk").await?;
    page.press([Key::Tab]).await?;
    wait_grid(page).await?;
    page.wait("a place", async || {
        Ok(here(page).await?.starts_with("1Physical") || here(page).await?.starts_with("1 Physical"))
    })
    .await?;
    press_to(page, &[Key::Down, Key::Right], "CER Directive: ").await?;
    page.press([Key::Tab]).await?;
    page.wait("the focus behind the grid", async || Ok(page.focused().await?.starts_with("Keyboard"))).await?;
    // Coming back one is where one was.
    page.chord(&[Key::Shift, Key::Tab]).await?;
    wait_grid(page).await?;
    assert!(here(page).await?.starts_with("CER Directive: "), "{}", here(page).await?);
    Ok(())
}

/// One page on which each key is pressed. Where each leads, from any place, is shown without a browser.
async fn each_key_does_what_the_table_says(page: &Page) -> Outcome {
    page.open("").await?;
    enter_grid(page).await?;
    // From lane to lane, by the page.
    press_to(page, &[Key::PageDown], "2").await?;
    press_to(page, &[Key::PageDown], "3").await?;
    press_to(page, &[Key::PageUp], "2").await?;
    press_to(page, &[Key::PageUp], "1").await?;
    // From row to row and mark to mark, by the arrows.
    press_to(page, &[Key::Down], "CER Directive, In effect").await?;
    press_to(page, &[Key::Right], "CER Directive: ").await?;
    let first = here(page).await?;
    assert!(first.contains("16 December 2020") && first.contains("Step 1 of"), "{first}");
    press_to(page, &[Key::Down], "NIS2 Directive: ").await?;
    assert!(here(page).await?.contains("16 December 2020"), "not the mark nearest in time: {}", here(page).await?);
    press_to(page, &[Key::Up], "CER Directive: ").await?;
    // To the ends of a row and of all.
    page.press([Key::End]).await?;
    page.wait("the last mark", async || {
        let now = here(page).await?;
        Ok(now.starts_with("CER Directive: ") && now != first && !now.contains("Step 1 of"))
    })
    .await?;
    press_to(page, &[Key::Home], &first).await?;
    press_to(page, &[Key::Left], "CER Directive, ").await?;
    press_to(page, &[Key::Up], "1").await?;
    page.chord(&[Key::Control, Key::End]).await?;
    page.wait("the last line", async || Ok(!here(page).await?.starts_with(['1', 'C']))).await?;
    page.chord(&[Key::Control, Key::Home]).await?;
    press_to(page, &[], "1").await?;
    press_to(page, &[Key::Down, Key::Right], "CER Directive: ").await?;
    // Closer, later, earlier, wider, and as at first.
    assert_eq!(shown(page).await?, STRATEGY);
    page.press(['+']).await?;
    page.wait("less time in sight", async || Ok(shown(page).await? != STRATEGY)).await?;
    assert!(here(page).await?.starts_with("CER Directive: "), "{}", here(page).await?);
    let zoomed = shown(page).await?;
    page.chord(&[Key::Shift, Key::Right]).await?;
    page.wait("later", async || Ok(shown(page).await? != zoomed)).await?;
    page.chord(&[Key::Shift, Key::Left]).await?;
    page.wait_equal(async || shown(page).await, zoomed.clone()).await?;
    page.press(['-']).await?;
    page.wait("more time in sight", async || Ok(shown(page).await? != zoomed)).await?;
    page.press(['0']).await?;
    page.wait_equal(async || shown(page).await, STRATEGY.to_owned()).await?;
    page.wait_address("").await?;
    // Into an initiative and back to its mark.
    press_to(page, &[Key::Down], "NIS2 Directive: ").await?;
    page.press([Key::Enter]).await?;
    page.heading("NIS2 Directive").await?;
    page.press([Key::Escape]).await?;
    wait_grid(page).await?;
    press_to(page, &[], "NIS2 Directive: ").await?;
    page.wait_address("").await?;
    // By date one meets several initiatives.
    page.role("combobox", "Arrow keys move").await?.select_by_value("date").await?;
    page.wait_address("?walk=date").await?;
    enter_grid(page).await?;
    page.chord(&[Key::Control, Key::Home]).await?;
    press_to(page, &[], "1").await?;
    let (mut years, mut names) = (Vec::new(), Vec::new());
    let mut before = here(page).await?;
    for _ in 0..12 {
        page.press([Key::Right]).await?;
        page.wait("another mark", async || Ok(here(page).await? != before)).await?;
        before = here(page).await?;
        let year = before.split(". Step").next().and_then(|text| text.rsplit(' ').next()?.parse::<i32>().ok());
        years.extend(year);
        names.push(before.split(':').next().unwrap_or_default().to_owned());
    }
    assert!(years.is_sorted() && years.len() > 5, "{years:?}");
    names.dedup();
    assert!(names.len() > 3, "{names:?}");
    // Without lanes the page keys go ten rows.
    page.set_query("by=none").await?;
    page.wait_address("?by=none").await?;
    enter_grid(page).await?;
    page.chord(&[Key::Control, Key::Home]).await?;
    page.press([Key::Home]).await?;
    let row = "const id = root.querySelector('.grid').getAttribute('aria-activedescendant');
        return Number(root.getElementById(id).closest('[role=row]').getAttribute('aria-rowindex'))";
    let row = async || -> Outcome<i64> { page.ask(row).await };
    page.wait_equal(row, 1).await?;
    page.press([Key::PageDown]).await?;
    page.wait_equal(row, 11).await?;
    page.press([Key::PageUp]).await?;
    page.wait_equal(row, 1).await
}

async fn a_merged_mark_opens_to_its_list(page: &Page) -> Outcome {
    page.open("").await?;
    enter_grid(page).await?;
    page.press([Key::Down, Key::Down]).await?;
    for _ in 0..20 {
        page.press([Key::Right]).await?;
        if here(page).await?.contains("steps close together") {
            break;
        }
    }
    let spoken = here(page).await?;
    assert!(spoken.starts_with("NIS2 Directive: ") && spoken.contains("steps close together"), "{spoken}");
    let n = crate::page::first_number(spoken.split(": ").nth(1).unwrap_or_default()).unwrap_or_default();
    for key in [Key::Enter.into(), ' '] {
        page.press([key]).await?;
        let card = page.one(".mark-card.open").await?;
        let items = "return arguments[0].querySelectorAll('li').length";
        assert_eq!(page.script(items, vec![json!(card)]).await?.as_u64(), Some(n as u64));
        page.wait_focus_on("NIS2 Directive").await?;
        page.press([Key::Escape]).await?;
        page.wait("the card to close", async || Ok(page.all(".mark-card").await?.is_empty())).await?;
        wait_grid(page).await?;
    }
    page.press([Key::Enter]).await?;
    page.wait_focus_on("NIS2 Directive").await?;
    page.press([Key::Enter]).await?;
    page.heading("NIS2 Directive").await?;
    Ok(())
}

async fn lanes_fold(page: &Page) -> Outcome {
    page.open("").await?;
    let lines = "const grid = root.querySelector('.grid');
        return [Number(grid.getAttribute('aria-rowcount')), grid.querySelectorAll('.lane')[0].querySelectorAll('.row').length]";
    let lines = async || -> Outcome<(usize, usize)> { page.ask(lines).await };
    let (all, of_first) = lines().await?;
    assert!(of_first > 0, "the first lane has no rows");
    enter_grid(page).await?;
    press_to(page, &[], "1").await?;
    page.press([Key::Left]).await?;
    page.wait_address("?fold=1").await?;
    page.one(".lane:first-of-type .strip, .lane .strip").await?;
    let (fewer, of_first) = lines().await?;
    assert!(fewer < all && of_first == 0, "{fewer} of {all}, {of_first} in the folded lane");
    page.press([Key::Right]).await?;
    page.wait_address("").await?;
    page.press([Key::Enter]).await?;
    page.wait_address("?fold=1").await?;
    page.click("button", "Open all groups").await?;
    page.wait_address("").await?;
    page.click("button", "Close all groups").await?;
    page.wait("no row", async || Ok(page.all(".grid .row").await?.is_empty())).await?;
    let lane = page.one("[data-lane='3']").await?;
    page.click_on(&lane).await?;
    page.wait("rows again", async || Ok(!page.all(".grid .row").await?.is_empty())).await
}

async fn the_walk_outlives_filters_and_dates(page: &Page) -> Outcome {
    page.open("").await?;
    enter_grid(page).await?;
    press_to(page, &[Key::Down, Key::Down, Key::Right], "NIS2 Directive: ").await?;
    let spoken = here(page).await?;
    page.tick("Directive").await?;
    page.count_other_than(250).await?;
    assert_eq!(here(page).await?, spoken);
    page.click("button", "Previous key date").await?;
    page.wait("another date", async || Ok(page.address().await?.contains("as-of="))).await?;
    page.run("await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame)", Vec::new()).await?;
    assert_eq!(here(page).await?, spoken);
    // What is filtered away leaves the walk where it was, on what stands there now.
    page.tick("Directive").await?;
    page.tick("Regulation").await?;
    page.wait("another row", async || Ok(!here(page).await?.is_empty() && !here(page).await?.starts_with("NIS2")))
        .await?;
    // What a key then does is about that.
    page.focus(".grid").await?;
    let link = "\
        const id = root.querySelector('.grid').getAttribute('aria-activedescendant');
        return root.getElementById(id).closest('[role=row]').querySelector('a').getAttribute('href')";
    let link = page.script(link, Vec::new()).await?;
    page.press([Key::Enter]).await?;
    page.wait("its page", async || Ok(page.address().await?.contains("initiative="))).await?;
    let address = page.address().await?;
    let opened =
        |address: &str| address.split(['?', '&']).find(|part| part.starts_with("initiative=")).map(str::to_owned);
    assert_eq!(opened(&address), opened(link.as_str().unwrap_or_default()), "{address} after {link}");
    Ok(())
}

async fn what_lies_outside_comes_into_sight_with_its_card(page: &Page) -> Outcome {
    page.open("?area=2&kind=regulation&q=terrorist+content+online").await?;
    enter_grid(page).await?;
    press_to(page, &[Key::Down, Key::Right], "Terrorist Content Online").await?;
    let spoken = here(page).await?;
    assert!(spoken.contains("12 September 2018"), "{spoken}");
    let card = "return root.querySelector('.mark-card')?.innerText ?? ''";
    page.wait("its card", async || Ok(page.script(card, Vec::new()).await?.to_string().contains("12 September 2018")))
        .await
}

async fn buttons_and_years_zoom(page: &Page) -> Outcome {
    page.open("").await?;
    page.click("button", "Zoom in").await?;
    page.wait("less time", async || Ok(shown(page).await? != STRATEGY)).await?;
    let chosen = "return root.querySelector('select#span').selectedOptions[0].textContent";
    page.wait_equal(async || page.script(chosen, Vec::new()).await, json!("as zoomed")).await?;
    let zoomed = shown(page).await?;
    page.click("button", "Earlier").await?;
    page.wait("earlier", async || Ok(shown(page).await? != zoomed)).await?;
    page.click("button", "Later").await?;
    page.wait_equal(async || shown(page).await, zoomed).await?;
    page.click("button", "Zoom out").await?;
    page.wait_equal(async || shown(page).await, STRATEGY.to_owned()).await?;
    for (value, expected) in [("year", "From 1 Jan 2026 to 31 Dec 2026"), ("strategy", STRATEGY)] {
        page.role("combobox", "Years").await?.select_by_value(value).await?;
        page.wait_equal(async || shown(page).await, expected.to_owned()).await?;
    }
    page.tick("Directive").await?;
    // Nothing is zoomed: that is no choice.
    page.role("combobox", "Years").await?.select_by_value("zoomed").await?;
    assert_eq!(page.value("combobox", "Years").await?, "strategy");
    page.role("combobox", "Years").await?.select_by_value("fit").await?;
    page.wait("the years of the selection", async || Ok(shown(page).await? != STRATEGY)).await?;
    // Every mark of the selection is in sight then.
    page.role("combobox", "Years").await?.select_by_value("all").await?;
    page.wait("all years", async || Ok(shown(page).await?.starts_with("From 1 Jan 20"))).await
}

async fn dragging_the_wheel_and_the_brush_move(page: &Page) -> Outcome {
    page.open("").await?;
    page.script("root.querySelector('.timeline').scrollIntoView()", Vec::new()).await?;
    let middle = async |selector: &str| -> Outcome<(i64, i64)> {
        let script = "\
            const { left, top, width, height } = root.querySelector(arguments[0]).getBoundingClientRect();
            return [Math.round(left + width / 2), Math.round(top + height / 2)]";
        page.ask_with(script, vec![json!(selector)]).await
    };
    let drag = async |(x, y): (i64, i64), by: i64| -> Outcome {
        let to = |x: i64, y: i64| PointerAction::MoveTo { duration: None, x: x as f64, y: y as f64 };
        let press = |is_down: bool| {
            if is_down { PointerAction::Down { button: 0 } } else { PointerAction::Up { button: 0 } }
        };
        let actions = MouseActions::new("mouse".to_owned())
            .then(to(x, y))
            .then(press(true))
            .then(to(x + by / 2, y))
            .then(to(x + by, y))
            .then(press(false));
        page.client().perform_actions(actions).await?;
        Ok(())
    };
    let axis = middle(".axis svg").await?;
    drag((axis.0, axis.1 + 4), 120).await?;
    page.wait("earlier years", async || Ok(shown(page).await?.contains("2019") || shown(page).await?.contains("2018")))
        .await?;
    page.wait("the address to follow", async || Ok(page.address().await?.starts_with("?zoom="))).await?;
    let moved = shown(page).await?;
    drag(middle(".brush").await?, 20).await?;
    page.wait("the brush to move", async || Ok(shown(page).await? != moved)).await?;
    let before = shown(page).await?;
    drag(middle("[data-grip=end]").await?, -30).await?;
    page.wait("the brush to narrow", async || Ok(shown(page).await? != before)).await?;
    // Pulled over the edge, an end stops there, and the other stays where it is. (WebKit shows no focus any more after a real
    // pointer was pulled so far.)
    let before = shown(page).await?;
    let pull = "\
        const { left, top } = root.querySelector('[data-grip=start]').getBoundingClientRect();
        const send = (kind, by) => root.querySelector('[data-grip=start]').dispatchEvent(new PointerEvent(kind, { pointerId: 70,
          pointerType: 'mouse', buttons: 1, bubbles: true, composed: true, clientX: left + by, clientY: top + 8 }));
        send('pointerdown', 4);
        for (const by of [-100, -400, -900]) send('pointermove', by);
        send('pointerup', -900)";
    page.script(pull, Vec::new()).await?;
    let end = |shown: &str| shown.rsplit(" to ").next().map(str::to_owned);
    page.wait("the brush to widen", async || Ok(shown(page).await? != before)).await?;
    assert_eq!(end(&shown(page).await?), end(&before));
    let before = shown(page).await?;
    // The wheel with Ctrl, as the browser would send it.
    let wheel = "\
        const { left, top, width } = root.querySelector('.axis svg').getBoundingClientRect();
        root.querySelector('.grid').dispatchEvent(new WheelEvent('wheel', { deltaY: -240, ctrlKey: true, bubbles: true, composed: true,
          cancelable: true, clientX: left + width / 2, clientY: top + 80 }))";
    page.script(wheel, Vec::new()).await?;
    page.wait("the wheel to zoom", async || Ok(shown(page).await? != before)).await?;
    // Two fingers that part, as a touch screen would send them.
    let before = shown(page).await?;
    let pinch = "\
        const { left, top, width } = root.querySelector('.axis svg').getBoundingClientRect();
        const send = (kind, pointerId, at) => root.querySelector('.chart-back').dispatchEvent(new PointerEvent(kind, { pointerId,
          pointerType: 'touch', bubbles: true, composed: true, clientX: left + width * at, clientY: top + 80 }));
        send('pointerdown', 71, 0.4);
        send('pointerdown', 72, 0.6);
        for (const apart of [0.12, 0.2, 0.3]) {
          send('pointermove', 71, 0.5 - apart);
          send('pointermove', 72, 0.5 + apart);
        }
        send('pointerup', 71, 0.2);
        send('pointerup', 72, 0.8)";
    page.script(pinch, Vec::new()).await?;
    page.wait("pinching to zoom", async || Ok(shown(page).await? != before)).await?;
    // Pressed inside and let go outside, it is let go: coming back moves nothing.
    let before = shown(page).await?;
    let to = |x: i64| PointerAction::MoveTo { duration: None, x: x as f64, y: (axis.1 + 4) as f64 };
    let actions = MouseActions::new("mouse".to_owned())
        .then(to(axis.0))
        .then(PointerAction::Down { button: 0 })
        .then(to(8))
        .then(PointerAction::Up { button: 0 })
        .then(to(axis.0 + 60))
        .then(to(axis.0 + 160));
    page.client().perform_actions(actions).await?;
    assert_eq!(shown(page).await?, before);
    // A drag is no click: nothing has opened. What a key or a program clicks after it is one.
    assert!(!page.address().await?.contains("initiative="), "{}", page.address().await?);
    page.script("root.querySelector('.row-name a').click()", Vec::new()).await?;
    page.wait("the page", async || Ok(page.address().await?.contains("initiative="))).await?;
    Ok(())
}

/// Who presses something far down stays there, whatever takes the focus.
async fn a_press_moves_no_page(page: &Page) -> Outcome {
    page.open("").await?;
    page.script(
        "root.querySelectorAll('.lane')[2].scrollIntoView({ block: 'center', behavior: 'instant' })",
        Vec::new(),
    )
    .await?;
    let middle = "\
        const rows = [...root.querySelectorAll('.row .track')].map((one) => one.getBoundingClientRect());
        const { left, top, width, height } = rows.find(({ top }) => top > 500);
        return [Math.round(left + width * 0.99), Math.round(top + height / 2)]";
    page.wait("rows", async || Ok(page.script(middle, Vec::new()).await.is_ok())).await?;
    let (x, y): (i64, i64) = page.ask(middle).await?;
    let place = "return Math.round(scrollY)";
    let before = page.script(place, Vec::new()).await?;
    let press = MouseActions::new("mouse".to_owned())
        .then(PointerAction::MoveTo { duration: None, x: x as f64, y: y as f64 })
        .then(PointerAction::Down { button: 0 })
        .then(PointerAction::Up { button: 0 });
    page.client().perform_actions(press).await?;
    page.run("await sleep(300)", Vec::new()).await?;
    assert_eq!(page.script(place, Vec::new()).await?, before);
    // The keys go on from there.
    assert_eq!(page.script("return root.activeElement?.className", Vec::new()).await?, "grid");
    Ok(())
}

async fn what_is_dragged_is_where_it_will_be(page: &Page) -> Outcome {
    page.open("").await?;
    page.script("root.querySelector('.timeline').scrollIntoView()", Vec::new()).await?;
    // A script a step: between two the page draws.
    let send = async |kind: &str, at: f64| -> Outcome {
        let script = "\
            const { left, top, width } = root.querySelector('.axis svg').getBoundingClientRect();
            root.querySelector('.chart-back').dispatchEvent(new PointerEvent(arguments[0], { pointerId: 7, pointerType: 'touch',
              bubbles: true, composed: true, clientX: left + width * arguments[1], clientY: top + 80 }))";
        page.script(script, vec![json!(kind), json!(at)]).await?;
        Ok(())
    };
    // The marks that are to be seen, with where they are, and whether rows are shifted.
    let seen = async || -> Outcome<(BTreeMap<String, f64>, usize)> {
        let script = "\
            const { left, right } = root.querySelector('.axis svg').getBoundingClientRect();
            // Rows out of sight wait for the end.
            const rows = [...root.querySelectorAll('.row')].filter((row) => {
              const { top, bottom } = row.getBoundingClientRect();
              return 0 < top && bottom < innerHeight;
            });
            const marks = rows.flatMap((row) => [...row.querySelectorAll('.track [role=gridcell]')]).map((mark) => {
              const box = mark.getBoundingClientRect();
              return [mark.id, (box.left + box.right) / 2];
            });
            return [Object.fromEntries(marks.filter(([, at]) => left + 1 < at && at < right - 1)), root.querySelectorAll(`.track > [style]:not([style^='translate: 0%'])`).length]";
        page.ask(script).await
    };
    let before = shown(page).await?;
    send("pointerdown", 0.5).await?;
    let mut n_shifted = 0;
    for step in 1..=14 {
        send("pointermove", 0.5 + 0.05 * f64::from(step)).await?;
        n_shifted += usize::from(seen().await?.1 > 0);
    }
    assert!(n_shifted >= 8, "rows are drawn anew in {} of 14 moves", 14 - n_shifted);
    let (dragged, _) = seen().await?;
    send("pointerup", 1.2).await?;
    page.wait("the end of the drag", async || Ok(seen().await?.1 == 0 && shown(page).await? != before)).await?;
    let (drawn, _) = seen().await?;
    assert!(dragged.len() > 12 && dragged.keys().eq(drawn.keys()), "other marks: {dragged:?} {drawn:?}");
    // The window ends in whole days then, which is less than a pixel.
    let furthest = dragged.iter().map(|(id, at)| (at - drawn[id]).abs()).fold(0.0, f64::max);
    assert!(furthest < 1.5, "a mark leaps by {furthest} px at the end of the drag");
    Ok(())
}

async fn the_legend_filters(page: &Page) -> Outcome {
    page.open("").await?;
    page.click("button", "Proposed").await?;
    page.wait_address("?status=proposed").await?;
    page.click("button", "Proposed").await?;
    page.wait_count(250).await?;
    let marks = "return root.querySelectorAll('.grid use[href=\"#shape-proposed\"]').length";
    assert!(page.script(marks, Vec::new()).await?.as_u64() > Some(3));
    page.click("button", "proposed").await?;
    page.wait("no open diamond", async || Ok(page.script(marks, Vec::new()).await? == 0)).await?;
    page.wait_address("?hide=proposed").await?;
    assert_eq!(page.button("proposed").await?.attr("aria-pressed").await?.as_deref(), Some("false"));
    assert_eq!(page.count().await?, 250, "marks are hidden, not initiatives");
    Ok(())
}

async fn the_card_is_the_same_for_hover_and_focus(page: &Page) -> Outcome {
    page.open("").await?;
    enter_grid(page).await?;
    press_to(page, &[Key::Down, Key::Down, Key::Right], "NIS2 Directive: ").await?;
    let card = async || -> Outcome<String> {
        let script = "return root.querySelector('.mark-card')?.innerText ?? ''";
        page.ask(script).await
    };
    page.wait("a card", async || Ok(card().await?.contains("16 December 2020"))).await?;
    let focused = card().await?;
    page.press([Key::Escape]).await?;
    page.wait_equal(async || card().await, String::new()).await?;
    assert!(here(page).await?.starts_with("NIS2"), "Escape took the walk away");
    // Hover shows the same, stays while the pointer is on it, and can be dismissed.
    let hover = async |selector: &str| -> Outcome {
        let script = "\
            const at = root.querySelector(arguments[0]);
            at.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true, pointerType: 'mouse' }))";
        page.script(script, vec![json!(selector)]).await?;
        Ok(())
    };
    let row = "return root.querySelector('.row:has(a[href*=\"nis2-directive\"])').dataset.row";
    let row: String = page.ask(row).await?;
    hover(&format!("[data-row='{row}'] [data-event='0']")).await?;
    page.wait_equal(async || card().await, focused).await?;
    hover(".mark-card").await?;
    assert!(!card().await?.is_empty(), "it went when the pointer came to it");
    page.press([Key::Escape]).await?;
    page.wait_equal(async || card().await, String::new()).await?;
    hover(&format!("[data-row='{row}'] [data-event='0']")).await?;
    page.wait("the card again", async || Ok(!card().await?.is_empty())).await?;
    // A name's card stays on the way along the row to it, and closes by Escape wherever the focus is.
    hover(&format!("[data-row='{row}'] .row-name a")).await?;
    page.wait("the card of the name", async || Ok(card().await?.contains("Directive (EU) 2022/2555"))).await?;
    hover(&format!("[data-row='{row}'] .track")).await?;
    assert!(card().await?.contains("Directive (EU) 2022/2555"), "it went on the way to it");
    page.script("root.activeElement?.blur()", Vec::new()).await?;
    hover(&format!("[data-row='{row}'] .row-name a")).await?;
    page.wait("the card of the name", async || Ok(!card().await?.is_empty())).await?;
    page.press([Key::Escape]).await?;
    page.wait_equal(async || card().await, String::new()).await?;
    hover(&format!("[data-row='{row}'] [data-event='0']")).await?;
    page.wait("the card once more", async || Ok(!card().await?.is_empty())).await?;
    hover(".legend").await?;
    hover(".axis").await?;
    page.wait_equal(async || card().await, String::new()).await
}

async fn only_what_is_in_sight_is_drawn(page: &Page) -> Outcome {
    page.open("").await?;
    let elements = "return root.querySelectorAll('.timeline *').length";
    let n = async || -> Outcome<u64> { page.ask(elements).await };
    let few = 1_500;
    page.wait("few elements", async || Ok((300..few).contains(&n().await?))).await?;
    // Whichever part is in sight is drawn, and the rest is not.
    for selector in [".lane:last-of-type", ".lane:nth-of-type(4)", ".footer"] {
        let scroll = "const at = [...root.querySelectorAll(arguments[0])].at(-1); at.scrollIntoView({ block: 'end', behavior: 'instant' })";
        page.script(scroll, vec![json!(selector)]).await?;
        let is_drawn = "\
            const [top, bottom] = [60, innerHeight - 10];
            return [...root.querySelectorAll('.block')].every((block) => {
              const rect = block.getBoundingClientRect();
              return rect.bottom < top || rect.top > bottom || !block.matches(':empty');
            })";
        page.wait(selector, async || page.ask(is_drawn).await).await?;
        page.wait("few elements", async || Ok((200..few).contains(&n().await?))).await?;
    }
    Ok(())
}

async fn a_print_has_all(page: &Page) -> Outcome {
    page.open("").await?;
    page.script("dispatchEvent(new Event('beforeprint'))", Vec::new()).await?;
    let rows = "return root.querySelectorAll('.grid .row').length";
    page.wait_equal(async || page.script(rows, Vec::new()).await, json!(250)).await?;
    page.script("dispatchEvent(new Event('afterprint'))", Vec::new()).await?;
    page.wait("fewer again", async || Ok(page.script(rows, Vec::new()).await?.as_u64() < Some(250))).await
}

async fn what_is_seen_is_saved(page: &Page) -> Outcome {
    page.open("?kind=directive").await?;
    let listen = "\
        window.saved = [];
        URL.createObjectURL = (blob) => { window.saved.push(blob); return '#'; };
        HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; }";
    page.script(listen, Vec::new()).await?;
    page.click("button", "Save as SVG").await?;
    page.wait_equal(
        async || page.script("return window.savedAs ?? ''", Vec::new()).await,
        json!("security-union-timeline.svg"),
    )
    .await?;
    let read = "window.saved[0].text().then((text) => { window.svg = text })";
    page.script(read, Vec::new()).await?;
    // That it is well formed shows when the picture is made of it.
    let parts = "\
        const text = window.svg ?? '';
        return [text.startsWith('<?xml'), text.split('class=\"name\"').length > 21,
          text.includes('<title>Security Union Explorer: 21 of 250 initiatives</title>'), text.includes('Filters: Directive.')]";
    page.wait_equal(async || page.script(parts, Vec::new()).await, json!([true, true, true, true])).await?;
    page.click("button", "Save as PNG").await?;
    page.wait_equal(
        async || page.script("return window.savedAs", Vec::new()).await,
        json!("security-union-timeline.png"),
    )
    .await?;
    let png = "\
        const blob = window.saved.at(-1);
        blob.arrayBuffer().then((buffer) => {
          const view = new DataView(buffer);
          window.png = [String.fromCharCode(...new Uint8Array(buffer, 1, 3)), view.getUint32(16)];
        });
        return window.png ?? null";
    page.wait_equal(async || page.script(png, Vec::new()).await, json!(["PNG", 2480])).await
}

/// What a screen reader is told, from the browser's own tree.
async fn roles_and_names(page: &Page) -> Outcome {
    if page.engine() != Engine::Chromium {
        // No other driver shows its tree.
        return Ok(());
    }
    page.open("?kind=directive&area=1").await?;
    enter_grid(page).await?;
    press_to(page, &[Key::Down, Key::Right], "CER Directive: ").await?;
    let tree = page.accessibility_tree().await?;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let with_role = |role: &str| -> Vec<&Value> {
        nodes.iter().filter(|node| node["role"]["value"] == role && node["ignored"] != true).collect()
    };
    let name = |node: &Value| node["name"]["value"].as_str().unwrap_or_default().to_owned();
    let grids = with_role("grid");
    assert_eq!(grids.len(), 1);
    assert_eq!(name(grids[0]), "Timeline of the selected initiatives: a row for each, a mark for each step");
    let properties = grids[0]["properties"].to_string();
    assert!(properties.contains("activedescendant"), "{properties}");
    let n = page.count().await?;
    assert_eq!(with_role("row").len(), n + 1, "a row for each initiative and one for the lane");
    let headers: Vec<String> = with_role("rowheader").into_iter().map(name).collect();
    assert!(headers.iter().any(|header| header.starts_with("NIS2 Directive, ")), "{headers:?}");
    assert!(headers.iter().any(|header| header.contains("Physical and digital infrastructure")), "{headers:?}");
    let cells: Vec<String> = with_role("gridcell").into_iter().map(name).collect();
    assert!(cells.len() > 3 * n, "{} cells", cells.len());
    let is_sentence =
        |cell: &String| cell.contains(": ") && cell.contains("Step") && cell.contains(" of ") && cell.ends_with('.');
    assert!(cells.iter().all(is_sentence), "{:?}", cells.iter().find(|cell| !is_sentence(cell)));
    Ok(())
}

async fn it_stands_upright_where_it_is_narrow(page: &Page) -> Outcome {
    page.open_framed(320, "").await?;
    page.wait("years", async || Ok(page.all(".year").await?.len() > 5)).await?;
    assert!(page.all(".grid").await?.is_empty(), "the wide chart is there too");
    // The year of the as-of date is open, with the date where it falls.
    let open = page.by_role("button", Some("/^2026 [0-9]+ steps$/")).await?;
    assert_eq!(open.first().ok_or("no 2026")?.attr("aria-expanded").await?.as_deref(), Some("true"));
    page.scroll_to("root.querySelectorAll('.year:has([aria-expanded=true]) .entry')[5]").await?;
    let n = page.all(".block").await?.len();
    // The date stands between past and future.
    let date = "[...root.querySelectorAll('.as-of-here')].find((one) => one.textContent.startsWith('30 June 2026'))";
    page.scroll_to(date).await?;
    page.click("button", "/^2024 [0-9]+ steps$/").await?;
    page.wait("more entries", async || Ok(page.all(".block").await?.len() > n)).await?;
    page.scroll_to("root.querySelectorAll('.entry')[5]").await?;
    let elements = "return root.querySelectorAll('.timeline *').length";
    assert!(page.script(elements, Vec::new()).await?.as_u64() < Some(1_500));
    let entry: Element = page.one(".entry a").await?;
    let name = entry.text().await?;
    page.click_on(&entry).await?;
    page.heading(&name).await?;
    page.leave_frame().await
}
