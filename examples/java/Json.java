import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, strings, doubles, booleans and nulls. In a portal its own library does this (Jackson, fastjson). */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        if (json.next() != 0) throw json.wrong();
        return value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        if (value instanceof Map) return (Map<String, Object>) value;
        throw new IllegalArgumentException("an object was expected");
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        if (value instanceof List) return (List<Object>) value;
        throw new IllegalArgumentException("a list was expected");
    }

    static int number(Object value) {
        if (value instanceof Double) return ((Double) value).intValue();
        throw new IllegalArgumentException("a number was expected");
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not JSON at character " + at);
    }

    /** The next character that is no space; 0 at the end. */
    private char next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char wanted) {
        if (next() != wanted) throw wrong();
        at++;
    }

    private Object value(int depth) {
        if (depth > 100) throw wrong();
        char first = next();
        if (first == '{') {
            Map<String, Object> map = new LinkedHashMap<String, Object>();
            at++;
            if (next() == '}') at++;
            else
                do {
                    if (next() != '"') throw wrong();
                    String key = string();
                    expect(':');
                    map.put(key, value(depth + 1));
                } while (more('}'));
            return map;
        }
        if (first == '[') {
            List<Object> list = new ArrayList<Object>();
            at++;
            if (next() == ']') at++;
            else
                do list.add(value(depth + 1));
                while (more(']'));
            return list;
        }
        if (first == '"') return string();
        for (String word : new String[] {"true", "false", "null"})
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("null") ? null : (Object) Boolean.valueOf(word);
            }
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
        if (from == at) throw wrong();
        return Double.valueOf(text.substring(from, at));
    }

    private boolean more(char end) {
        char mark = next();
        at++;
        if (mark == ',') return true;
        if (mark == end) return false;
        throw wrong();
    }

    private String string() {
        StringBuilder result = new StringBuilder();
        for (at++; ; at++) {
            if (at >= text.length()) throw wrong();
            char letter = text.charAt(at);
            if (letter == '"') break;
            if (letter != '\\') {
                result.append(letter);
                continue;
            }
            at++;
            if (at >= text.length()) throw wrong();
            char escaped = text.charAt(at);
            int known = "\"\\/bfnrt".indexOf(escaped);
            if (escaped == 'u' && at + 4 < text.length()) {
                result.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                at += 4;
            } else if (known >= 0) result.append("\"\\/\b\f\n\r\t".charAt(known));
            else throw wrong();
        }
        at++;
        return result.toString();
    }
}
