//! The official pages of a reference: where to read the law and follow its procedure.

/// The act or document with this CELEX number on EUR-Lex.
///
/// ```
/// # use security_union_explorer::domain::official_page::eur_lex;
/// assert_eq!(eur_lex("32022L2557"), "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022L2557");
/// ```
pub fn eur_lex(celex: &str) -> String {
    format!("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{celex}")
}

/// The procedure file in the European Parliament's Legislative Observatory.
pub fn legislative_observatory(procedure: &str) -> String {
    format!("https://oeil.secure.europarl.europa.eu/oeil/en/procedure-file?reference={procedure}")
}

/// The file in the joint EU Law Tracker, which knows the ordinary legislative procedure only.
///
/// ```
/// # use security_union_explorer::domain::official_page::law_tracker;
/// let address = "https://law-tracker.europa.eu/procedure/2020_365?lang=en";
/// assert_eq!(law_tracker("2020/0365(COD)").as_deref(), Some(address));
/// assert_eq!(law_tracker("2022/0066(NLE)"), None);
/// ```
pub fn law_tracker(procedure: &str) -> Option<String> {
    let (year, number) = procedure.strip_suffix("(COD)")?.split_once('/')?;
    let number = number.trim_start_matches('0');
    Some(format!("https://law-tracker.europa.eu/procedure/{year}_{number}?lang=en"))
}

/// The host of an address, as the name of its site.
///
/// ```
/// # use security_union_explorer::domain::official_page::site_of;
/// assert_eq!(site_of("https://www.europol.europa.eu/about"), "europol.europa.eu");
/// ```
pub fn site_of(url: &str) -> String {
    let host = url.split('/').nth(2).unwrap_or(url);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
