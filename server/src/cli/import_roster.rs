//! `import-roster`.

use std::collections::HashSet;
use std::fs::File;
use std::path::PathBuf;

use clap::Args;
use jishi_core::model::UnitId;

use super::Failure;
use super::place::Place;
use crate::roster::{CodeRow, read_roster, write_codes};
use crate::service::{Directory, Service};
use crate::start::open;

/// Put the people and units of a CSV file in place.
#[derive(Args)]
pub(super) struct ImportRoster {
    #[command(flatten)]
    place: Place,
    /// Columns 工号,姓名,单位,单位类别,职务,级别,人员类别,角色 (or staff_no,name,unit,unit_kind,post,rank,kind,role);
    /// and, if anybody leaves, 离岗日期 (left_on), the last day of service; if annual leave goes by years of work,
    /// 参加工作时间 (works_since), the day on which they began to work; UTF-8 or GB18030.
    file: PathBuf,
    /// Make a one-time code for everybody in the file who serves, and write the codes here. Unused older codes end.
    #[arg(long)]
    codes: Option<PathBuf>,
}

impl ImportRoster {
    #[expect(clippy::print_stdout, reason = "this is the command's answer")]
    pub(super) async fn run(self) -> Result<(), Failure> {
        let file = self.file.display();
        let bytes = std::fs::read(&self.file).map_err(|error| format!("{file} cannot be read: {error}"))?;
        let rows = read_roster(&bytes).map_err(|fault| format!("{file}: {fault}. Nothing was imported."))?;
        let service = open(&self.place.config()).await?;
        // Codes that cannot be written down would be lost: try that before anything is changed.
        let codes = self.codes.as_ref().map(|path| create(path)).transpose()?;
        let report = service.import_roster(&rows).await?;
        println!(
            "{} people added, {} changed, {} as they were; {} units new or changed",
            report.added, report.changed, report.unchanged, report.units
        );
        if let (Some(out), Some(path)) = (codes, &self.codes) {
            let rows = issue(&service, &report.people).await?;
            write_codes(out, &rows)?;
            println!("{} one-time codes written to {}", rows.len(), path.display());
        }
        Ok(())
    }
}

fn create(path: &PathBuf) -> Result<File, Failure> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options
        .open(path)
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))?)
}

async fn issue(service: &Service, people: &[jishi_core::model::PersonId]) -> Result<Vec<CodeRow>, Failure> {
    let directory = service.directory().await?;
    let wanted: HashSet<_> = people.iter().collect();
    // Who has left gets no code.
    let today = service.settings().await?.calendar.day(service.now());
    let mut rows = Vec::with_capacity(people.len());
    for listed in service
        .listed()
        .await?
        .into_iter()
        .filter(|listed| wanted.contains(&listed.person.id) && !listed.person.has_left(today))
    {
        let code = service.issue_code(listed.person.id).await?;
        rows.push(CodeRow {
            staff_no: listed.staff_no,
            name: listed.person.name,
            unit: path_of(&directory, listed.person.unit),
            code: code.code,
            expires_at: code.expires_at,
        });
    }
    Ok(rows)
}

fn path_of(directory: &Directory, unit: UnitId) -> String {
    let mut names = Vec::new();
    let mut at = directory.unit(unit);
    while let Some(unit) = at {
        names.push(unit.name.as_str());
        at = unit
            .parent
            .and_then(|parent| directory.unit(parent))
            .filter(|_| names.len() < 16);
    }
    names.reverse();
    names.join("/")
}
