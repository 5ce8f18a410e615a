//! The forms of a language by the browser's `Intl`: nothing to download, and 24 languages for free.

use std::cell::{OnceCell, RefCell};
use std::cmp::Ordering;

use js_sys::Intl::{Collator, DateTimeFormat, NumberFormat, PluralRules};
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::domain::date::{Day, PartialDate, Precision};
use crate::language::Format;

/// `Intl` for one language.
pub struct Intl {
    day: DateForm,
    month: DateForm,
    short_day: DateForm,
    short_month: DateForm,
    month_name: DateForm,
    number: Function,
    numbers: Remembered<String>,
    compare: Function,
    plural: PluralRules,
    plurals: Remembered<&'static str>,
    language: String,
}

impl Intl {
    /// The forms of a language, given as a BCP 47 tag.
    pub fn new(language: &str) -> Intl {
        // English here is that of the European institutions: the day before the month.
        let tag = if language == "en" { "en-GB" } else { language };
        let locales = Array::of1(&JsValue::from_str(tag));
        let dates =
            |fields| DateForm { locales: locales.clone(), fields, form: OnceCell::new(), days: Remembered::default() };
        Intl {
            day: dates(&[("day", "numeric"), ("month", "long"), ("year", "numeric")]),
            month: dates(&[("month", "long"), ("year", "numeric")]),
            short_day: dates(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]),
            short_month: dates(&[("month", "short"), ("year", "numeric")]),
            month_name: dates(&[("month", "short")]),
            number: NumberFormat::new(&locales, &Object::new()).format(),
            numbers: Remembered::default(),
            compare: Collator::new(&locales, &object([("numeric", "true")].iter())).compare(),
            plural: PluralRules::new(&locales, &Object::new()),
            plurals: Remembered::default(),
            language: tag.to_owned(),
        }
    }
}

/// What the browser has said of a number. Asking it takes longer than to look it up, and the same days and counts come up
/// at every step of a date that moves.
struct Remembered<T>(RefCell<Vec<(i64, T)>>);

impl<T> Default for Remembered<T> {
    fn default() -> Remembered<T> {
        Remembered(RefCell::default())
    }
}

impl<T: Clone> Remembered<T> {
    fn get(&self, number: i64, ask: impl FnOnce() -> T) -> T {
        let place = self.0.borrow().binary_search_by_key(&number, |(known, _)| *known);
        if let Ok(at) = place
            && let Some((_, said)) = self.0.borrow().get(at)
        {
            return said.clone();
        }
        let said = ask();
        if let Err(at) = place {
            self.0.borrow_mut().insert(at, (number, said.clone()));
        }
        said
    }
}

/// A way to write dates. A browser takes milliseconds to make one, so it is made when it is first needed.
struct DateForm {
    locales: Array,
    fields: &'static [(&'static str, &'static str)],
    form: OnceCell<Function>,
    days: Remembered<String>,
}

impl DateForm {
    /// Writes a day; where the browser refuses, in its ISO form.
    fn write(&self, day: Day) -> String {
        self.days.get(i64::from(day.0), || self.ask(day))
    }

    fn ask(&self, day: Day) -> String {
        let form = self.form.get_or_init(|| {
            let utc = [("timeZone", "UTC")];
            DateTimeFormat::new(&self.locales, &object(self.fields.iter().chain(&utc))).format()
        });
        let date = Date::new(&JsValue::from_f64(f64::from(day.0) * 86_400_000.0));
        form.call1(&JsValue::UNDEFINED, &date).ok().and_then(|text| text.as_string()).unwrap_or_else(|| day.to_string())
    }
}

/// An options object.
fn object<'a>(fields: impl Iterator<Item = &'a (&'a str, &'a str)>) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    object
}

impl Format for Intl {
    fn date(&self, date: PartialDate) -> String {
        match date.precision() {
            Precision::Day => self.day.write(date.first()),
            Precision::Month => self.month.write(date.first()),
            Precision::Quarter | Precision::Year => self.short_date(date),
        }
    }

    fn short_date(&self, date: PartialDate) -> String {
        match date.precision() {
            Precision::Day => self.short_day.write(date.first()),
            Precision::Month => self.short_month.write(date.first()),
            Precision::Quarter => {
                let (year, month, _) = date.first().to_ymd();
                format!("Q{} {year}", month.div_ceil(3))
            }
            Precision::Year => date.first().year().to_string(),
        }
    }

    fn month(&self, day: Day) -> String {
        self.month_name.write(day)
    }

    fn number(&self, n: usize) -> String {
        self.numbers.get(n as i64, || {
            let written = self.number.call1(&JsValue::UNDEFINED, &JsValue::from_f64(n as f64));
            written.ok().and_then(|text| text.as_string()).unwrap_or_else(|| n.to_string())
        })
    }

    fn plural(&self, n: usize) -> &'static str {
        self.plurals.get(n as i64, || match self.plural.select(n as f64).as_string().as_deref() {
            Some("zero") => "zero",
            Some("one") => "one",
            Some("two") => "two",
            Some("few") => "few",
            Some("many") => "many",
            _ => "other",
        })
    }

    fn list(&self, items: &[String]) -> String {
        let items: Array = items.iter().map(|item| JsValue::from_str(item)).collect();
        let locales = Array::of1(&JsValue::from_str(&self.language));
        js_sys::Intl::ListFormat::new(&locales, &Object::new()).format(&items).into()
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self.compare.call2(&JsValue::UNDEFINED, &JsValue::from_str(a), &JsValue::from_str(b));
        order.ok().and_then(|order| order.as_f64()).map_or(a.cmp(b), |order| order.total_cmp(&0.0))
    }
}
