//! The table of one-time codes that goes back to the units.

use std::io::Write;

use jishi_core::model::Timestamp;

/// One person's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// Their number.
    pub staff_no: String,
    /// Their name.
    pub name: String,
    /// Their unit, as a path.
    pub unit: String,
    /// The code.
    pub code: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Writes codes as CSV, in UTF-8 with BOM so that Excel shows Chinese as it is.
///
/// # Errors
/// If they cannot be written.
pub fn write_codes(mut out: impl Write, rows: &[CodeRow]) -> Result<(), csv::Error> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["工号", "姓名", "单位", "一次性码", "有效期至"])?;
    for row in rows {
        let ends = day(row.expires_at);
        let values = [&row.staff_no, &row.name, &row.unit, &row.code, &ends];
        writer.write_record(values.map(|value| harmless(value)))?;
    }
    writer.flush()?;
    Ok(())
}

/// A spreadsheet takes what begins so for a formula (OWASP, CSV injection).
fn harmless(value: &str) -> String {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{value}")
    } else {
        value.to_owned()
    }
}

/// The date in China, where every county is.
fn day(at: Timestamp) -> String {
    let at = chrono::DateTime::from_timestamp_millis(at.plus(8 * 3_600_000).0).unwrap_or_default();
    at.format("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless() {
        let row = CodeRow {
            staff_no: "=1+1".into(),
            name: "@韦丽".into(),
            unit: "青岚县/水务局".into(),
            code: "ABCD-2345".into(),
            expires_at: Timestamp(1_700_000_000_000),
        };
        let mut out = Vec::new();
        write_codes(&mut out, &[row]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "\u{feff}工号,姓名,单位,一次性码,有效期至\n'=1+1,'@韦丽,青岚县/水务局,ABCD-2345,2023-11-15\n"
        );
    }
}
