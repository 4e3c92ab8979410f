//! Puts the files of the default theme into the binary, so that an installed `banbao` needs no `themes/`;
//! and a hash of the sources, so that an output is not taken for current when the program has changed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("themes/banbao");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        let below = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let _ = writeln!(table, "    ({below:?}, include_bytes!({:?})),", file.display().to_string());
    }
    table.push(']');
    println!("cargo:rerun-if-changed=themes/banbao");
    println!("cargo:rustc-env=BANBAO_BUILD={:016x}", hash_of_sources()?);
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("default_theme.rs"), table)
}

/// FNV-1a over every source file: the standard library promises no hash that stays the same.
fn hash_of_sources() -> io::Result<u64> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    println!("cargo:rerun-if-changed=src");
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        for byte in fs::read(file)? {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    Ok(hash)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        println!("cargo:rerun-if-changed={}", path.display());
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
