import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * gouji inside the JVM, without a process: its command line as WebAssembly (wasm32-wasip1), run by Chicory. Of the
 * system it gets its arguments, standard input, output and error, a clock, and random bytes; no file and no network.
 */
public final class GoujiInside {
    /** What a run left: the exit status and what it wrote. */
    public static final class Run {
        public final int exit;
        public final String output;
        public final String errors;

        Run(int exit, String output, String errors) {
            this.exit = exit;
            this.output = output;
            this.errors = errors;
        }
    }

    private static final class Exit extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int status;

        Exit(int status) {
            super(null, null, false, false);
            this.status = status;
        }
    }

    private static final int DONE = 0;
    private static final int NO_SUCH_FILE = 8;
    private static final int NOT_THERE = 52;

    private final WasmModule module;

    /** Parses the module once; {@code run} may be called by several threads. */
    public GoujiInside(File wasm) {
        module = Parser.parse(wasm);
    }

    /** Runs the command line on a standard input. */
    public Run run(byte[] input, String... arguments) {
        State state = new State(input, arguments);
        List<ImportFunction> functions = new ArrayList<ImportFunction>();
        for (int index = 0; index < module.importSection().importCount(); index++) {
            if (!(module.importSection().getImport(index) instanceof FunctionImport)) continue;
            FunctionImport wanted = (FunctionImport) module.importSection().getImport(index);
            functions.add(new HostFunction(wanted.module(), wanted.name(),
                    module.typeSection().getType(wanted.typeIndex()),
                    (instance, values) -> state.call(wanted.name(), instance.memory(), values)));
        }
        int exit = 0;
        try {
            Instance instance = Instance.builder(module)
                    .withImportValues(ImportValues.builder().withFunctions(functions).build())
                    .withStart(false)
                    .build();
            ExportFunction start = instance.export("_start");
            start.apply();
        } catch (Exit ended) {
            exit = ended.status;
        }
        return new Run(exit, text(state.output), text(state.errors));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    /** What the system is for one run. */
    private static final class State {
        private final byte[] input;
        private int at;
        private final List<byte[]> arguments = new ArrayList<byte[]>();
        final ByteArrayOutputStream output = new ByteArrayOutputStream();
        final ByteArrayOutputStream errors = new ByteArrayOutputStream();

        State(byte[] input, String... arguments) {
            this.input = input;
            this.arguments.add("gouji\0".getBytes(StandardCharsets.UTF_8));
            for (String argument : arguments) this.arguments.add((argument + "\0").getBytes(StandardCharsets.UTF_8));
        }

        long[] call(String name, Memory memory, long... values) {
            int[] v = new int[values.length];
            for (int index = 0; index < v.length; index++) v[index] = (int) values[index];
            switch (name) {
                case "proc_exit":
                    throw new Exit(v[0]);
                case "args_sizes_get":
                    return sizes(memory, arguments, v);
                case "args_get":
                    return texts(memory, arguments, v);
                case "environ_sizes_get":
                    return sizes(memory, new ArrayList<byte[]>(), v);
                case "environ_get":
                case "fd_close":
                case "sched_yield":
                    return result(DONE);
                case "fd_read":
                    return read(memory, v);
                case "fd_write":
                    return write(memory, v);
                case "fd_fdstat_get":
                    // A stream of characters that may be read and written.
                    memory.write(v[1], new byte[24]);
                    memory.writeByte(v[1], (byte) 2);
                    memory.writeLong(v[1] + 8, 66);
                    return result(v[0] <= 2 ? DONE : NO_SUCH_FILE);
                case "clock_time_get":
                    memory.writeLong(v[2], System.nanoTime());
                    return result(DONE);
                case "random_get":
                    byte[] bytes = new byte[v[1]];
                    new java.util.Random().nextBytes(bytes);
                    memory.write(v[0], bytes);
                    return result(DONE);
                case "fd_prestat_get":
                    // No folder is open.
                    return result(NO_SUCH_FILE);
                default:
                    return result(NOT_THERE);
            }
        }

        private static long[] result(int code) {
            return new long[] {code};
        }

        private static long[] sizes(Memory memory, List<byte[]> texts, int... v) {
            memory.writeI32(v[0], texts.size());
            memory.writeI32(v[1], texts.stream().mapToInt(each -> each.length).sum());
            return result(DONE);
        }

        private static long[] texts(Memory memory, List<byte[]> texts, int... v) {
            int to = v[1];
            for (int index = 0; index < texts.size(); index++) {
                memory.writeI32(v[0] + 4 * index, to);
                memory.write(to, texts.get(index));
                to += texts.get(index).length;
            }
            return result(DONE);
        }

        private long[] read(Memory memory, int... v) {
            int total = 0;
            for (int part = 0; part < v[2]; part++) {
                int to = memory.readInt(v[1] + 8 * part);
                int length = Math.min(memory.readInt(v[1] + 8 * part + 4), input.length - at);
                memory.write(to, input, at, length);
                at += length;
                total += length;
            }
            memory.writeI32(v[3], total);
            return result(v[0] == 0 ? DONE : NO_SUCH_FILE);
        }

        private long[] write(Memory memory, int... v) {
            int total = 0;
            ByteArrayOutputStream to = v[0] == 2 ? errors : output;
            for (int part = 0; part < v[2]; part++) {
                int length = memory.readInt(v[1] + 8 * part + 4);
                byte[] bytes = memory.readBytes(memory.readInt(v[1] + 8 * part), length);
                to.write(bytes, 0, length);
                total += length;
            }
            memory.writeI32(v[3], total);
            return result(DONE);
        }
    }

    /** {@code java GoujiInside gouji.wasm REPORT}: prints the outcome, and how long two runs took. */
    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        GoujiInside gouji = new GoujiInside(new File(arguments[0]));
        long parsed = System.nanoTime();
        byte[] report = Files.readAllBytes(Paths.get(arguments[1]));
        Run run = gouji.run(report, "check", "--format", "json", "--lang", "zh", "-");
        long first = System.nanoTime();
        gouji.run(report, "check", "--format", "json", "--lang", "zh", "-");
        long second = System.nanoTime();
        System.out.print(run.output);
        System.err.print(run.errors);
        System.err.printf("parsed %d ms, first run %d ms, second %d ms%n", (parsed - begin) / 1_000_000,
                (first - parsed) / 1_000_000, (second - first) / 1_000_000);
        System.exit(run.exit);
    }
}
