//! The gate for portals that run Java (`examples/java`, docs/CMS.md): compiled and run where a JDK is found.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The classes of the example, compiled for Java 8; nothing where there is no JDK.
fn classes() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("java");
    let sources =
        ["GoujiGate.java", "Json.java", "Publish.java"].map(|name| root.join("examples/java").join(name));
    Command::new("javac").arg("-version").output().ok()?;
    let compiled = Command::new("javac")
        .args(["--release", "8", "-Xlint:all", "-Xlint:-options", "-Werror", "-encoding", "UTF-8", "-d"])
        .arg(&folder)
        .args(sources)
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    Some(folder)
}

/// Runs the example on a text with a program and a reason.
fn publish(
    folder: &Path,
    program: &Path,
    limit: u32,
    name: &str,
    text: &str,
    reason: Option<&str>,
) -> (i32, String) {
    let report = folder.join(name);
    fs::write(&report, text).unwrap();
    let Output { status, stdout, stderr } = Command::new("java")
        .args(["-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-XX:TieredStopAtLevel=1", "-Xshare:auto"])
        .arg(format!("-Dgouji.limit={limit}"))
        .arg("-cp")
        .args([folder, Path::new("Publish"), program, &report])
        .args(reason)
        .output()
        .unwrap();
    assert!(stderr.is_empty(), "{}", String::from_utf8_lossy(&stderr));
    (status.code().unwrap(), String::from_utf8(stdout).unwrap())
}

/// A program that stands for a gouji which does not keep to its contract.
#[cfg(unix)]
fn stand_in(folder: &Path, name: &str, script: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn every_verdict_and_every_failure_is_decided_as_the_contract_says() {
    let Some(folder) = classes() else {
        eprintln!("tests/java.rs: there is no JDK here, the example for portals that run Java was not tried");
        return;
    };
    let gouji = Path::new(env!("CARGO_BIN_EXE_gouji"));
    let slipped = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/example.html")).unwrap();
    let doubtful = slipped.replace("<td>21</td>", "<td>12</td>");
    let consistent = doubtful.replace("已答复12件", "已答复13件");
    let run = |text: &str, reason| publish(&folder, gouji, 60_000, "report.html", text, reason);

    let (exit, said) = run(&slipped, Some("急"));
    assert_eq!((exit, said.lines().next()), (1, Some("errors 1 1 0 held")), "errors have no reason");
    assert!(said.contains("自然人列：本年新收 13 + 上年结转 1 = 14"), "{said}");
    let (exit, said) = run(&doubtful, None);
    assert_eq!((exit, said.lines().next()), (1, Some("doubts 0 1 0 held")));
    assert!(said.contains("“已答复12件”"), "{said}");
    assert_eq!(run(&doubtful, Some("口径已核对")).0, 0);
    assert_eq!(run(&doubtful, Some("  ")).0, 1, "a blank is no reason");
    assert_eq!(run(&consistent, None), (0, "holds 0 0 0 released\n".into()));
    let (exit, said) = run("<p>关于开会的通知</p>", None);
    assert_eq!((exit, said.lines().next()), (1, Some("not-a-report 0 0 42 held")));
    let (exit, said) = run("", None);
    assert_eq!((exit, said.lines().next()), (1, Some("not-read 0 0 0 held")));
    assert!(said.contains("内容为空"), "{said}");
    // A text that is larger than what a pipe holds, while the program writes as well.
    let large = consistent.replace("</body>", &format!("{}</body>", "<p>附注。</p>".repeat(100_000)));
    let (_, said) = run(&large, None);
    assert!(!said.starts_with("not-read") && said.contains(" 0 "), "{said}");

    let missing = publish(&folder, Path::new("/nowhere/gouji"), 60_000, "report.html", &consistent, None);
    assert!(missing.1.starts_with("not-read 0 0 0 held\ngouji 没有启动"), "{}", missing.1);
    #[cfg(unix)]
    for (name, script, why) in [
        ("slow", "exec sleep 60", "500 毫秒内没有校验完"),
        ("silent", "exit 3", "gouji 没有输出，退出状态 3"),
        ("garbled", "echo not JSON; exit 0", "不是约定的 JSON"),
        ("cut", r#"echo '{"schema":1,"status":"holds"'; exit 0"#, "不是约定的 JSON"),
        ("newer", r#"echo '{"schema":2,"status":"holds","counts":{}}'; exit 0"#, "另一版约定"),
        ("contradicting", r#"echo '{"schema":1,"status":"holds"}'; exit 1"#, "与退出状态 1 不符"),
    ] {
        let program = stand_in(&folder, name, script);
        let limit = if name == "slow" { 500 } else { 60_000 };
        let (exit, said) = publish(&folder, &program, limit, "report.html", &consistent, None);
        assert_eq!(exit, 1, "{name}: {said}");
        assert!(said.starts_with("not-read") && said.contains(why), "{name}: {said}");
    }
}

/// In the JVM itself: only where Chicory and the module are named, since neither comes with the repository.
#[test]
fn the_command_line_inside_the_jvm_writes_what_the_program_writes() {
    let (Ok(chicory), Ok(module)) = (std::env::var("GOUJI_CHICORY"), std::env::var("GOUJI_WASI")) else {
        eprintln!(
            "tests/java.rs: GOUJI_CHICORY and GOUJI_WASI name nothing, gouji inside the JVM was not tried"
        );
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("java-wasi");
    let source = root.join("examples/java/wasi/GoujiInside.java");
    let compiled = Command::new("javac")
        .args(["--release", "17", "-encoding", "UTF-8", "-cp", &chicory, "-d"])
        .args([&folder, &source])
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let report = root.join("www/example.html");
    let inside = Command::new("java")
        .args(["-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp"])
        .arg(format!("{}:{chicory}", folder.display()))
        .args([Path::new("GoujiInside"), Path::new(&module), &report])
        .output()
        .unwrap();
    let native = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--format", "json", "--lang", "zh", "-"])
        .stdin(fs::File::open(&report).unwrap())
        .output()
        .unwrap();
    assert_eq!(inside.status.code(), native.status.code());
    assert_eq!(inside.stdout, native.stdout);
}
