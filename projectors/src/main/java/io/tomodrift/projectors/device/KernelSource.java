package io.tomodrift.projectors.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The text of a kernel with its constants, the same for every compiler: constants, prelude, shared
 * functions, kernel.
 *
 * <pre>{@code
 * KernelSource.load("forward", "rays").with(Map.of("LANES", 4)).text()
 * }</pre>
 */
public final class KernelSource {

  /** The constant that decides whether products and sums may be contracted: 0 or 1. */
  public static final String CONTRACTION = "CONTRACTION";

  private static final String FOLDER = "/io/tomodrift/projectors/kernels/";

  private final String name;
  private final Map<String, Integer> constants;
  private final String body;

  private KernelSource(String name, Map<String, Integer> constants, String body) {
    this.name = name;
    this.constants = constants;
    this.body = body;
  }

  /**
   * Reads a kernel, which may be contracted.
   *
   * @param name file name without ending
   * @param shared files with functions that it uses
   */
  public static KernelSource load(String name, String... shared) {
    StringBuilder body = new StringBuilder(read("prelude"));
    for (String part : shared) {
      body.append(read(part));
    }
    body.append(read(name));
    return new KernelSource(name, Map.of(CONTRACTION, 1), body.toString());
  }

  private static String read(String file) {
    try (InputStream in = KernelSource.class.getResourceAsStream(FOLDER + file + ".cl")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no kernel text '%s'".formatted(file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same text with further or other constants. */
  public KernelSource with(Map<String, Integer> more) {
    Map<String, Integer> merged = new TreeMap<>(constants);
    merged.putAll(more);
    return new KernelSource(name, Collections.unmodifiableMap(merged), body);
  }

  /** File name without ending. */
  public String name() {
    return name;
  }

  /** The constants. */
  public Map<String, Integer> constants() {
    return constants;
  }

  /** True if a product and a sum may be rounded once instead of twice. */
  public boolean contraction() {
    return constants.get(CONTRACTION) != 0;
  }

  /** Name and constants, fit for a file name. */
  public String variant() {
    return name
        + constants.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> "-" + e.getKey().toLowerCase(java.util.Locale.ROOT) + e.getValue())
            .collect(Collectors.joining());
  }

  /** What the compiler gets. */
  public String text() {
    return constants.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> "#define %s %d\n".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining())
        + body;
  }

  /** SHA-256 of {@link #text()}, hexadecimal. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "KernelSource[" + variant() + "]";
  }
}
