import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The gate before publication, on the server: asks the gouji program about a report and says whether it may go out.
 * Java 8, no library. Nothing leaves the machine; the program reads standard input and writes JSON.
 *
 * <p>Every way in which the program can fail ends in a verdict, {@code not-read}: it asks for a reason as well, and is
 * never a pass.
 */
public final class GoujiGate {
    /** What came of a check. */
    public static final class Verdict {
        /** {@code errors}, {@code doubts}, {@code holds}, … as in the contract, or {@code not-read}. */
        public final String status;
        public final int errors;
        public final int warnings;
        /** Sums of the form that could not be checked. */
        public final int open;
        /** The findings' sentences, errors and warnings only. */
        public final List<String> messages;
        /** Why nothing was read; null where something was. */
        public final String failure;
        /** The whole outcome as the program wrote it, to be kept with the publication; null where there is none. */
        public final String json;

        Verdict(String status, int errors, int warnings, int open, List<String> messages, String failure, String json) {
            this.status = status;
            this.errors = errors;
            this.warnings = warnings;
            this.open = open;
            this.messages = Collections.unmodifiableList(messages);
            this.failure = failure;
            this.json = json;
        }

        static Verdict notRead(String why) {
            return new Verdict("not-read", 0, 0, 0, new ArrayList<String>(), why, null);
        }

        /** Whether it may be published: what holds may; errors may not; all else only with a reason. */
        public boolean released(String reason) {
            if (status.equals("holds")) return true;
            if (status.equals("errors")) return false;
            return reason != null && !reason.trim().isEmpty();
        }
    }

    /** The exit statuses of the program for each verdict: what does not agree with them is not believed. */
    private static int exitOf(String status) {
        if (status.equals("holds") || status.equals("doubts")) return 0;
        return status.equals("errors") ? 1 : 2;
    }

    /** More output than this is none of a report's. */
    private static final int MOST = 64 * 1024 * 1024;

    private final List<String> program;
    private final long limit;

    /** A gate that runs a program, at most so many milliseconds for a report. Ten seconds are plenty for one. */
    public GoujiGate(long limit, String... program) {
        this.program = Arrays.asList(program);
        this.limit = limit;
    }

    /** Checks a report: HTML of an editor in UTF-8, or the bytes of a file. */
    public Verdict check(byte[] report) throws InterruptedException {
        List<String> command = new ArrayList<String>(program);
        command.addAll(Arrays.asList("check", "--format", "json", "--lang", "zh", "-"));
        Process process;
        try {
            // A working directory without anything in it, and no environment of the server's.
            ProcessBuilder builder = new ProcessBuilder(command).directory(new File(System.getProperty("java.io.tmpdir")));
            builder.environment().clear();
            process = builder.start();
        } catch (IOException missing) {
            return Verdict.notRead("gouji 没有启动：" + missing.getMessage());
        }
        // Each stream has its own thread: a program that waits for one of them to be read would wait for ever.
        Reading out = new Reading(process.getInputStream());
        Reading errors = new Reading(process.getErrorStream());
        Thread in = new Thread(() -> {
            try (OutputStream to = process.getOutputStream()) {
                to.write(report);
            } catch (IOException closed) {
                // The program ended before it had read everything; its exit status says why.
            }
        });
        in.setDaemon(true);
        in.start();
        if (!process.waitFor(limit, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            return Verdict.notRead("gouji 在 " + limit + " 毫秒内没有校验完，已停止。");
        }
        return verdict(process.exitValue(), out.text(), errors.text().trim());
    }

    private static Verdict verdict(int exit, String output, String said) {
        if (output.trim().isEmpty()) return Verdict.notRead(said.isEmpty() ? "gouji 没有输出，退出状态 " + exit : said);
        try {
            Map<String, Object> outcome = Json.object(Json.read(output));
            if (Json.number(outcome.get("schema")) != 1) return Verdict.notRead("gouji 的结果是另一版约定。");
            String status = (String) outcome.get("status");
            if (status == null || exit != exitOf(status))
                return Verdict.notRead("gouji 的结果 " + status + " 与退出状态 " + exit + " 不符。");
            Map<String, Object> counts = Json.object(outcome.get("counts"));
            List<String> messages = new ArrayList<String>();
            for (Object each : Json.list(outcome.get("findings"))) {
                Map<String, Object> finding = Json.object(each);
                if (!"notice".equals(finding.get("severity"))) messages.add((String) finding.get("message"));
            }
            return new Verdict(status, Json.number(counts.get("error")), Json.number(counts.get("warning")),
                    Json.number(counts.get("open")), messages, null, output);
        } catch (RuntimeException other) {
            return Verdict.notRead("gouji 的输出不是约定的 JSON：" + other.getMessage());
        }
    }

    /** Reads a stream to its end beside everything else. */
    private static final class Reading extends Thread {
        private final InputStream from;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Reading(InputStream from) {
            this.from = from;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                for (int length = from.read(buffer); length >= 0; length = from.read(buffer))
                    if (bytes.size() < MOST) bytes.write(buffer, 0, length);
            } catch (IOException closed) {
                // What came so far is looked at.
            }
        }

        String text() throws InterruptedException {
            // The program has ended; a child of it could hold the stream open.
            join(1000);
            return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
        }
    }
}
