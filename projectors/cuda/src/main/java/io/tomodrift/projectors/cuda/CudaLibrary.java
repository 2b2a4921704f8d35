package io.tomodrift.projectors.cuda;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcufft.JCufft;
import jcuda.nvrtc.JNvrtc;

/** The native libraries, each of which may be there or not. */
enum CudaLibrary {
  DRIVER("driver"),
  NVRTC("NVRTC"),
  CUBLAS("cuBLAS"),
  CUFFT("cuFFT");

  private static final Pattern MISSING_FILE =
      Pattern.compile("([\\w.+-]+): cannot open shared object file");

  /** Asked once: a library that failed to load says why the first time only. */
  private static final Map<CudaLibrary, String> FAILURES = load();

  private final String label;

  CudaLibrary(String label) {
    this.label = label;
  }

  /** The first call of a binding loads its library. */
  private void call() {
    switch (this) {
      case DRIVER -> JCudaDriver.setExceptionsEnabled(false);
      case NVRTC -> JNvrtc.setExceptionsEnabled(false);
      case CUBLAS -> JCublas2.setExceptionsEnabled(false);
      case CUFFT -> JCufft.setExceptionsEnabled(false);
    }
  }

  private static Map<CudaLibrary, String> load() {
    Map<CudaLibrary, String> failures = new EnumMap<>(CudaLibrary.class);
    for (CudaLibrary library : values()) {
      try {
        library.call();
      } catch (LinkageError | RuntimeException e) {
        failures.put(library, reason(e));
      }
    }
    return Collections.unmodifiableMap(failures);
  }

  /** The message of the binding is a page; the name of the missing file is what helps. */
  static String reason(Throwable error) {
    String message = String.valueOf(error.getMessage());
    Matcher file = MISSING_FILE.matcher(message);
    if (file.find()) {
      return file.group(1) + " not found";
    }
    return message.lines().findFirst().orElse(error.getClass().getSimpleName());
  }

  /** Name for messages. */
  String label() {
    return label;
  }

  /** Why it cannot be used, if so. */
  Optional<String> failure() {
    return Optional.ofNullable(FAILURES.get(this));
  }

  boolean loaded() {
    return !FAILURES.containsKey(this);
  }

  /** Each library with what is the matter with it, or {@code fine}. */
  static String report(String fine) {
    StringBuilder text = new StringBuilder();
    for (CudaLibrary library : values()) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(library.label())
          .append(": ")
          .append(library.failure().orElse(fine));
    }
    return text.toString();
  }
}
