//! `wasm-bindgen --target web`, without the rest of its command line program: that one takes several times as long to build.
//! `scripts/lib/tools.sh` builds it once for the version that Cargo.lock names.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(wasm), Some(folder), Some(name)) = (args.next(), args.next(), args.next()) else {
        eprintln!("usage: jishi-bindgen IN.wasm OUT_FOLDER NAME");
        return ExitCode::from(2);
    };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(wasm).out_name(&name).typescript(false).omit_default_module_path(false);
    match bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-bindgen: {error:?}");
            ExitCode::FAILURE
        }
    }
}
