//! `wasm-bindgen --target web`, without the rest of its command line program: that one takes several times as long to build.
//! With `split`, what is behind the module's split points comes as files of their own. `scripts/lib/tools.sh` builds it once for
//! the version that Cargo.lock names.

use std::{error::Error, fs, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (wasm, folder, name, split) = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [wasm, folder, name] => (wasm, folder, name, false),
        [wasm, folder, name, "split"] => (wasm, folder, name, true),
        _ => {
            eprintln!("usage: jishi-bindgen IN.wasm OUT_FOLDER NAME [split]");
            return ExitCode::from(2);
        }
    };
    match bind(Path::new(wasm), Path::new(folder), name, split) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jishi-bindgen: {error:?}");
            ExitCode::FAILURE
        }
    }
}

fn bind(wasm: &Path, folder: &Path, name: &str, split: bool) -> Result<(), Box<dyn Error>> {
    let main = folder.join("main.wasm");
    if split {
        let whole = fs::read(wasm)?;
        let glue = format!("./{name}.js");
        let mut options = wasm_split_cli_support::Options::new(&whole);
        options.output_dir = folder;
        options.main_out_path = &main;
        options.main_module = &glue;
        wasm_split_cli_support::transform(options)?;
    }
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(if split { &main } else { wasm })
        .out_name(name)
        .typescript(false)
        .omit_default_module_path(false)
        // The other files share its table of functions.
        .keep_lld_exports(split);
    bindgen.web(true)?.generate(folder)?;
    if split {
        fs::remove_file(main)?;
    }
    Ok(())
}
