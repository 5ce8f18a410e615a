//! The dates: any day can be asked for, by typing or by keys, and what is planned is called so.

use std::time::Duration;

use fantoccini::key::Key;

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    a_typed_date_changes_the_headline,
    a_date_that_does_not_exist_is_refused,
    a_refusal_goes_when_the_date_moves_otherwise,
    keys_move_the_thumbs,
    a_finger_that_scrolls_leaves_the_date,
    the_line_can_be_clicked,
    other_dates_are_said,
    what_is_out_of_sight_follows,
    the_baseline_can_be_chosen,
    a_baseline_that_is_later_waits_until_it_is_passed,
    after_the_checked_day_it_is_planned,
    back_to_the_latest,
    stops_can_be_stepped_to_and_clicked,
    time_plays_and_stops,
    time_plays_in_steps_where_motion_is_not_wanted,
    a_time_range_says_what_is_wrong_with_it,
}

async fn a_typed_date_changes_the_headline(page: &Page) -> Outcome {
    page.open("").await?;
    let before = headline(page).await?;
    page.fill("As of", "15 May 2024").await?;
    page.wait_address("?as-of=2024-05-15").await?;
    page.wait("another headline", async || Ok(headline(page).await? != before)).await?;
    assert_eq!(shown(page).await?, "15 May 2024");
    assert_eq!(valuetext(page, "As of").await?, "15 May 2024");
    // Words that people use come to the same.
    let typed = headline(page).await?;
    for words in ["2024-05-15", "15.5.2024", "15/05/2024", "May 15, 2024", "15 may 2024"] {
        page.fill("As of", "1 March 2023").await?;
        page.wait("another headline", async || Ok(headline(page).await? != typed)).await?;
        page.fill("As of", words).await?;
        page.wait_equal(async || headline(page).await, typed.clone()).await.map_err(|why| format!("{words}: {why}"))?;
    }
    // Less than a day: when that time ended, or as far as the facts go.
    for (words, day) in [("May 2024", "31 May 2024"), ("2023", "31 December 2023"), ("2026", "30 June 2026")] {
        page.fill("As of", words).await?;
        wait_shown(page, day).await.map_err(|why| format!("{words}: {why}"))?;
    }
    // As far as the facts go.
    page.fill("As of", "Today").await?;
    page.wait_equal(async || headline(page).await, before).await?;
    page.wait_address("").await?;
    Ok(())
}

async fn a_date_that_does_not_exist_is_refused(page: &Page) -> Outcome {
    page.open("?as-of=2024-05-15").await?;
    let before = headline(page).await?;
    for (words, said) in [
        ("30 February 2024", "/does not exist in the calendar/"),
        ("tomorrow", "/“tomorrow” cannot be read here. Write it as 15 May 2024/"),
        ("May 24", "/“May 24” cannot be read here. Write it as 15 May 2024/"),
        ("1 January 0000", "/does not exist in the calendar/"),
        ("9999-12-31", "/outside the years of the facts, from [0-9]{4} to [0-9]{4}/"),
    ] {
        page.fill("As of", words).await?;
        page.role("alert", said).await.map_err(|why| format!("{words}: {why}"))?;
        assert_eq!(headline(page).await?, before, "{words}");
        assert_eq!(page.address().await?, "?as-of=2024-05-15");
    }
    page.fill("As of", "16 May 2024").await?;
    page.wait_address("?as-of=2024-05-16").await?;
    assert!(page.by_role("alert", None).await?.is_empty(), "it is still refused");
    Ok(())
}

async fn a_refusal_goes_when_the_date_moves_otherwise(page: &Page) -> Outcome {
    page.open("?as-of=2024-05-15&from=2024").await?;
    page.fill("As of", "30 February 2024").await?;
    page.fill("From", "2024-13").await?;
    page.wait("two refusals", async || Ok(page.by_role("alert", None).await?.len() == 2)).await?;
    page.click("button", "Next key date").await?;
    wait_shown(page, "11 June 2024").await?;
    page.wait("one refusal", async || Ok(page.by_role("alert", None).await?.len() == 1)).await?;
    // It does not come back with the date.
    page.click("button", "Previous key date").await?;
    wait_shown(page, "15 May 2024").await?;
    assert_eq!(page.by_role("alert", None).await?.len(), 1);
    page.click("button", "Next key date").await?;
    wait_shown(page, "11 June 2024").await?;
    assert_eq!(page.role("textbox", "As of").await?.attr("aria-invalid").await?, None);
    page.click("button", "The 90 days after 11 June 2024").await?;
    page.wait("no refusal", async || Ok(page.by_role("alert", None).await?.is_empty())).await?;
    let address = "?from=2024-06-12&to=2024-09-09&as-of=2024-06-11";
    page.wait_address(address).await?;
    assert_eq!(page.value("textbox", "From").await?, "2024-06-12");
    Ok(())
}

async fn keys_move_the_thumbs(page: &Page) -> Outcome {
    page.open("?as-of=2024-05-15&compare=2022-12-13").await?;
    focus(page, "As of").await?;
    for (keys, expected) in [
        (vec![Key::Right], "2024-06-15"),
        (vec![Key::Left], "2024-05-15"),
        (vec![Key::Shift, Key::Right], "2024-05-16"),
        (vec![Key::Shift, Key::Left], "2024-05-15"),
        (vec![Key::PageDown], "2023-05-15"),
        (vec![Key::PageUp], "2024-05-15"),
        (vec![Key::Up], "2024-06-15"),
    ] {
        page.chord(&keys).await?;
        page.wait("the date in the address", async || Ok(page.address().await?.contains(&format!("as-of={expected}"))))
            .await
            .map_err(|why| format!("{keys:?} to {expected}: {why}"))?;
    }
    focus(page, "Compared with").await?;
    for (keys, expected) in [
        (vec![Key::Left], "2022-11-13"),
        (vec![Key::PageDown], "2021-11-13"),
        (vec![Key::Shift, Key::Right], "2021-11-14"),
    ] {
        page.chord(&keys).await?;
        page.wait("the baseline in the address", async || {
            Ok(page.address().await?.contains(&format!("compare={expected}")))
        })
        .await
        .map_err(|why| format!("{keys:?} to {expected}: {why}"))?;
    }
    assert_eq!(valuetext(page, "Compared with").await?, "14 November 2021");
    // Dragging is one step of history, over however many days.
    let before = page.address().await?;
    let drag = "
        const thumb = root.querySelector('.thumb.as-of');
        for (let n = 0; n < 20; n++) {
          thumb.value = Number(thumb.value) - 10;
          thumb.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        }";
    page.script(drag, Vec::new()).await?;
    page.wait("the day in the address", async || Ok(page.address().await?.contains("as-of=2023-11-28"))).await?;
    page.client().back().await?;
    page.wait_address(&before).await?;
    Ok(())
}

/// Browsers set a slider as soon as a finger is on it, and take it for a scroll later: then they cancel the touch.
async fn a_finger_that_scrolls_leaves_the_date(page: &Page) -> Outcome {
    page.open("?as-of=2024-05-15").await?;
    let before = headline(page).await?;
    let touch = |end: &str| {
        format!(
            "const thumb = root.querySelector('.thumb.as-of');
             const tell = (name) => thumb.dispatchEvent(new PointerEvent(name, {{ bubbles: true, composed: true }}));
             tell('pointerdown');
             thumb.value = Number(thumb.value) - 400;
             thumb.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }}));
             tell('{end}')"
        )
    };
    page.script(&touch("pointercancel"), Vec::new()).await?;
    page.wait_equal(async || headline(page).await, before).await?;
    page.wait_address("?as-of=2024-05-15").await?;
    page.script(&touch("pointerup"), Vec::new()).await?;
    page.wait_address("?as-of=2023-04-11").await
}

/// What waits while a thumb is dragged is in the end what it is for who opens the page at that date.
async fn what_is_out_of_sight_follows(page: &Page) -> Outcome {
    // But for what is said of the change itself.
    let expect = "
        window.said = () => {
          const all = document.querySelector('security-union-explorer').shadowRoot.querySelector('.explore').cloneNode(true);
          all.querySelector('.unseen[role=status]').remove();
          return all.textContent;
        };
        // What is drawn at first and turns out to be far away goes again.
        for (window.expected = said(); ;) {
          await sleep(300);
          const before = expected;
          window.expected = said();
          if (before === expected) return;
        }";
    let is_expected = async || page.script("return said() === expected", Vec::new()).await;
    for view in ["timeline", "list", "table", "changes", "next", "progress"] {
        page.open(&format!("?view={view}&as-of=2023-05-15")).await?;
        page.run(expect, Vec::new()).await?;
        // Away from it in sight of everything, then back to it: far down, so that the dates themselves are out of sight, and up.
        for (place, days, date, is_as_opened) in [
            ("0", [20_000, 20_484], "31 January 2026", false),
            ("document.body.scrollHeight", [20_000, 19_600], "31 August 2023", false),
            ("0", [20_000, 19_492], "15 May 2023", true),
        ] {
            let drag = format!(
                "scrollTo(0, {place});
                 const thumb = root.querySelector('.thumb.as-of');
                 for (const day of arguments) {{
                   thumb.value = day;
                   thumb.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }}));
                 }}"
            );
            page.script(&drag, days.map(Into::into).to_vec()).await?;
            wait_shown(page, date).await?;
            page.wait_equal(is_expected, is_as_opened.into())
                .await
                .map_err(|why| format!("{view} at {date}: {why}"))?;
        }
    }
    Ok(())
}

async fn the_line_can_be_clicked(page: &Page) -> Outcome {
    page.open("").await?;
    let click = "
        const line = root.querySelector('.rail-target');
        const { left, width, top, height } = line.getBoundingClientRect();
        const [x, y] = [left + width * 0.35, top + height / 2];
        const at = root.elementFromPoint(x, y);
        at.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: x, clientY: y }));
        return at === line";
    assert_eq!(page.script(click, Vec::new()).await?, true);
    page.wait("a date in 2023", async || Ok(shown(page).await?.ends_with(" 2023"))).await
}

async fn other_dates_are_said(page: &Page) -> Outcome {
    page.open("").await?;
    let before = headline(page).await?;
    page.click("button", "/^Previous key date/").await?;
    page.wait("another headline", async || Ok(headline(page).await? != before)).await?;
    let said = "return [...root.querySelectorAll('[role=status]')].map((one) => one.textContent).join()";
    let expected = format!("{} {}", headline(page).await?, page.count_heading().await?);
    page.wait("the new headline to be said", async || {
        Ok(page.script(said, Vec::new()).await?.as_str().unwrap_or_default().contains(&expected))
    })
    .await?;
    // Where what changed is in sight, that is the news.
    page.click("link", "What changed").await?;
    page.click("button", "/^Previous key date/").await?;
    let lead =
        async || -> Outcome<String> { page.ask("return root.querySelector('.account .lead').textContent").await };
    page.wait("what changed to be said", async || {
        let (said, lead): (String, String) = (page.ask(said).await?, lead().await?);
        Ok(said.contains(&lead) && !said.contains("have changed"))
    })
    .await
}

async fn the_baseline_can_be_chosen(page: &Page) -> Outcome {
    page.open("").await?;
    assert!(headline(page).await?.ends_with("since the Seventh Progress Report."), "{}", headline(page).await?);
    let few = page.moved().await?;
    page.role("combobox", "compared with").await?.select_by_value("2020-12-09").await?;
    wait_since(page, "First Progress Report").await?;
    assert!(page.moved().await? > few, "no more moved in a longer time");
    // A day that is no stop is a choice of its own, which goes when another is chosen: the focus stays.
    page.open("?compare=2022-12-20").await?;
    page.focus("#baseline").await?;
    page.role("combobox", "compared with").await?.select_by_value("2020-12-09").await?;
    wait_since(page, "First Progress Report").await?;
    page.wait("the focus", async || Ok(page.script("return root.activeElement?.id ?? ''", vec![]).await? == "baseline"))
        .await
}

async fn a_baseline_that_is_later_waits_until_it_is_passed(page: &Page) -> Outcome {
    page.open("?as-of=2023-10-18&compare=2022-12-13").await?;
    for day in ["13 December 2022", "25 May 2022"] {
        page.click("button", "Previous key date").await?;
        wait_shown(page, day).await?;
        assert_eq!(valuetext(page, "As of").await?, day);
    }
    wait_since(page, "Third Progress Report").await?;
    assert!(
        page.text().await?.contains("13 December 2022 is after the as-of date, so the comparison is with"),
        "it does not say so"
    );
    for _ in 0..2 {
        page.click("button", "Next key date").await?;
    }
    wait_since(page, "Fifth Progress Report").await?;
    // Its own thumb stops at the other one.
    focus(page, "Compared with").await?;
    page.chord(&[Key::End]).await?;
    page.wait_equal(async || valuetext(page, "Compared with").await, "18 October 2023".to_owned()).await?;
    assert_eq!(valuetext(page, "As of").await?, "18 October 2023");
    Ok(())
}

async fn after_the_checked_day_it_is_planned(page: &Page) -> Outcome {
    page.open("").await?;
    assert!(!headline(page).await?.contains("planned"), "{}", headline(page).await?);
    page.fill("As of", "31 December 2027").await?;
    page.wait("a planned headline", async || Ok(headline(page).await?.contains("if all goes as planned"))).await?;
    assert!(headline(page).await?.contains("31 December 2027"), "{}", headline(page).await?);
    assert!(page.text().await?.contains("Later steps were planned or fixed in law by then"), "it does not say so");
    Ok(())
}

async fn back_to_the_latest(page: &Page) -> Outcome {
    page.open("").await?;
    let latest = headline(page).await?;
    assert!(page.by_role("button", Some("Back to the latest")).await?.is_empty(), "it is the latest");
    page.fill("As of", "15 May 2024").await?;
    page.click("button", "Back to the latest").await?;
    page.wait_equal(async || headline(page).await, latest).await?;
    page.wait_address("").await?;
    // The button goes; the focus must not go with it.
    page.wait_focus().await
}

async fn stops_can_be_stepped_to_and_clicked(page: &Page) -> Outcome {
    page.open("?as-of=2024-05-15").await?;
    page.click("button", "Next key date").await?;
    wait_shown(page, "11 June 2024").await?;
    page.click("button", "Next key date").await?;
    wait_shown(page, "30 June 2026").await?;
    // The latest facts stay the latest when there are newer ones.
    page.wait_address("").await?;
    assert_eq!(page.button("Next key date").await?.attr("aria-disabled").await?.as_deref(), Some("true"));
    for _ in 0..3 {
        page.click("button", "Previous key date").await?;
    }
    wait_shown(page, "18 October 2023").await?;
    // The circle of the second report.
    let click = "\
        const stop = [...root.querySelectorAll('.stop-place')].find((one) => one.querySelector('text').textContent === '2');
        stop.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))";
    page.script(click, Vec::new()).await?;
    wait_shown(page, "23 June 2021").await
}

async fn time_plays_and_stops(page: &Page) -> Outcome {
    page.open("?as-of=2024-05-15&compare=2020-12-09").await?;
    page.click("button", "Play").await?;
    page.button("Stop").await?;
    page.wait("the date to move", async || Ok(shown(page).await? != "15 May 2024")).await?;
    // Sooner it would be the second of a double click, which does not stop what the first began.
    tokio::time::sleep(Duration::from_millis(600)).await;
    page.click("button", "Stop").await?;
    page.button("Play").await?;
    page.wait("the address to follow", async || Ok(!page.address().await?.contains("as-of=2024-05-15"))).await?;
    let stopped = (shown(page).await?, page.address().await?);
    tokio::time::sleep(Duration::from_millis(250)).await;
    assert_eq!((shown(page).await?, page.address().await?), stopped, "it goes on by itself");
    let twice = "
        const button = root.querySelector('.play');
        for (const detail of [1, 2]) button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail }))";
    page.script(twice, Vec::new()).await?;
    page.button("Stop").await?;
    tokio::time::sleep(Duration::from_millis(600)).await;
    page.click("button", "Stop").await?;
    // Another hand on the date takes over.
    page.click("button", "Play").await?;
    page.button("Stop").await?;
    page.fill("As of", "9 December 2021").await?;
    page.button("Play").await?;
    assert_eq!(shown(page).await?, "9 December 2021");
    Ok(())
}

async fn time_plays_in_steps_where_motion_is_not_wanted(page: &Page) -> Outcome {
    if page.engine() != crate::driver::Engine::Chromium {
        // No other driver can pretend the wish.
        return Ok(());
    }
    page.emulate(serde_json::json!([{ "name": "prefers-reduced-motion", "value": "reduce" }])).await?;
    page.open("?as-of=2022-12-13&compare=2020-12-09").await?;
    page.click("button", "Play").await?;
    page.wait("the next stop", async || Ok(shown(page).await? != "13 December 2022")).await?;
    assert_eq!(shown(page).await?, "18 October 2023", "a step leads from stop to stop");
    page.click("button", "Stop").await
}

async fn a_time_range_says_what_is_wrong_with_it(page: &Page) -> Outcome {
    page.open("?from=2024&to=2025").await?;
    let n = page.count().await?;
    for (field, place, words, said) in [
        ("To", "#to-error", "2023", "The end is before the beginning: from 2024 to 2023. Change one of them."),
        (
            "From",
            "#from-error",
            "2026-01",
            "The end is before the beginning: from January 2026 to 2025. Change one of them.",
        ),
        ("From", "#from-error", "2024-13", "“2024-13” does not exist in the calendar. Check the day and the month."),
        ("From", "#from-error", "0000", "“0000” does not exist in the calendar. Check the day and the month."),
        ("To", "#to-error", "9999", "“9999” is outside the years of the facts"),
        ("To", "#to-error", "soon", "“soon” cannot be read here. Write it as 2024, 2024-05"),
    ] {
        page.fill(field, words).await?;
        let alert = async || Outcome::Ok(page.one(place).await?.text().await?);
        page.wait(said, async || Ok(alert().await?.starts_with(said)))
            .await
            .map_err(|why| format!("{field} {words}: {why}"))?;
        assert_eq!(page.count().await?, n, "{field} {words}");
        assert_eq!(page.address().await?, "?from=2024&to=2025");
    }
    // From an address it is shown as it is, and said.
    page.open("?from=2025&to=2024").await?;
    page.role("status", "/The end is before the beginning/").await?;
    page.wait_count(0).await?;
    Ok(())
}

async fn headline(page: &Page) -> Outcome<String> {
    Ok(page.role("heading", "/^(Of|By) /").await?.text().await?)
}

/// Waits until the headline says what happened since this report.
async fn wait_since(page: &Page, report: &str) -> Outcome {
    let end = format!("since the {report}.");
    page.wait(&format!("a headline {end}"), async || Ok(headline(page).await?.ends_with(&end))).await
}

/// The date that is shown.
async fn shown(page: &Page) -> Outcome<String> {
    page.value("textbox", "As of").await
}

async fn wait_shown(page: &Page, date: &str) -> Outcome {
    page.wait_equal(async || shown(page).await, date.to_owned()).await
}

async fn valuetext(page: &Page, thumb: &str) -> Outcome<String> {
    Ok(page.role("slider", thumb).await?.attr("aria-valuetext").await?.unwrap_or_default())
}

/// Gives a thumb the focus as the keyboard would: the two lie on one rail, so a click could hit the other.
async fn focus(page: &Page, thumb: &str) -> Outcome {
    page.role("slider", thumb).await?;
    let script = "root.querySelector(`input[type=range][aria-label='${arguments[0]}']`).focus()";
    page.script(script, vec![thumb.into()]).await?;
    Ok(())
}
