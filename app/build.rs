//! The web app is split into two files after it is linked, for which the linker has to leave its notes in it.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bin=jishi=--emit-relocs");
    }
}
