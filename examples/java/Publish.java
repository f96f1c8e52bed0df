import java.nio.file.Files;
import java.nio.file.Paths;

/** Decides about one report: {@code java Publish GOUJI REPORT [REASON]}. Exit status 0: may be published; 1: not. */
public final class Publish {
    public static void main(String[] arguments) throws Exception {
        GoujiGate gate = new GoujiGate(Long.getLong("gouji.limit", 10_000), arguments[0]);
        GoujiGate.Verdict verdict = gate.check(Files.readAllBytes(Paths.get(arguments[1])));
        boolean released = verdict.released(arguments.length > 2 ? arguments[2] : null);
        System.out.println(verdict.status + " " + verdict.errors + " " + verdict.warnings + " " + verdict.open
                + (released ? " released" : " held"));
        if (verdict.failure != null) System.out.println(verdict.failure);
        for (String message : verdict.messages) System.out.println(message);
        System.exit(released ? 0 : 1);
    }
}
