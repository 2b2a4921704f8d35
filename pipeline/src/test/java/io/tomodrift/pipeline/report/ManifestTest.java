package io.tomodrift.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

  @TempDir Path folder;

  private final AtomicLong nanos = new AtomicLong();

  private ManifestRecorder recorder(Map<String, Object> settings) {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    RunContext context = RunContext.defaults().withParallelism(3).withSeed(-42);
    return new ManifestRecorder("tomodrift fbp a.npz", settings, context, clock, nanos::get);
  }

  private void pass(double seconds) {
    nanos.addAndGet(Math.round(seconds * 1e9));
  }

  private String twoSeconds() {
    pass(2);
    return "done";
  }

  @Test
  void failedStagesAreTimedAndTheirFailuresPassOn() {
    ManifestRecorder recorder = recorder(Map.of());
    assertThrows(
        IOException.class,
        () ->
            recorder.run(
                "read",
                () -> {
                  pass(3);
                  throw new IOException("disk");
                }));
    assertEquals(List.of(new Manifest.StageTime("read", 3)), recorder.finish("cpu", "x").stages());
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Path input = folder.resolve("a.npz");
    Files.write(input, "abc".getBytes(StandardCharsets.US_ASCII));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("window", "hann \u00b5 \"x\"");
    settings.put("cutOff", 0.1);
    settings.put("mask", null);
    settings.put("views", List.of(1, 2, 3));
    settings.put("grid", Map.of("pixelMm", 0.7));
    ManifestRecorder recorder = recorder(settings);
    recorder.input(input);
    recorder.run(
        "filter",
        () -> {
          pass(1.5);
          recorder.run("read", () -> pass(0.25));
        });
    assertEquals("done", recorder.call("filter", this::twoSeconds));
    pass(0.5);
    Manifest manifest = recorder.finish("cpu", "3 threads");
    Path file = Manifest.beside(folder.resolve("slice.nii.gz"));
    manifest.write(file);

    assertEquals("slice.nii.gz.manifest.json", file.getFileName().toString());
    assertEquals(manifest, Manifest.read(file));
    assertEquals(manifest.toJson(), Manifest.read(file).toJson(), "order of settings is kept");
    assertEquals(
        List.of(new Manifest.StageTime("filter", 3.75), new Manifest.StageTime("read", 0.25)),
        manifest.stages());
    assertEquals(4.25, manifest.totalSeconds(), 1e-12);
    assertEquals("2026-01-02T03:04:05Z", manifest.startedAt());
    assertEquals(-42, manifest.seed());
    assertEquals(3, manifest.threads());
  }

  @Test
  void filesHaveTheirPublishedDigest() throws Exception {
    // FIPS 180-2, appendix B: "abc" and a million times "a".
    Path abc = Files.writeString(folder.resolve("abc"), "abc");
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        FileDigest.of(abc).sha256());
    byte[] many = new byte[1_000_000];
    Arrays.fill(many, (byte) 'a');
    Manifest.InputFile million = FileDigest.of(Files.write(folder.resolve("many"), many));
    assertEquals(
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", million.sha256());
    assertEquals(1_000_000, million.bytes());
  }

  @Test
  void missingInputsAreReported() {
    ManifestRecorder recorder = recorder(Map.of());
    assertThrows(NoSuchFileException.class, () -> recorder.input(folder.resolve("no such file")));
  }

  @Test
  void aFileOfALaterVersionIsRead() throws Exception {
    String json = recorder(Map.of()).finish("cpu", "x").toJson();
    Path file = folder.resolve("m.json");
    Files.writeString(file, json.replaceFirst("\\{", "{\"fromTheFuture\": [1],"));
    assertEquals("cpu", Manifest.read(file).backend());
  }

  @Test
  void anythingElseIsRefusedByName() throws Exception {
    Path file = folder.resolve("m.json");
    for (String text : List.of("", "null", "[]", "{}", "{\"command\": \"x\"}", "not json")) {
      Files.writeString(file, text);
      var e = assertThrows(FormatException.class, () -> Manifest.read(file), text);
      assertTrue(e.getMessage().contains("m.json is not a manifest"), e.getMessage());
    }
  }

  @Test
  void settingsAreCopied() {
    Map<String, Object> settings = new LinkedHashMap<>(Map.of("a", 1));
    Manifest manifest = recorder(settings).finish("cpu", "x");
    settings.put("b", 2);
    assertEquals(Map.of("a", 1), manifest.configuration());
  }
}
