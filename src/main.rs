//! The command line of gouji: arguments in, findings out, an exit status that scripts can rely on.

mod cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os().skip(1)).into()
}
