package io.tomodrift.pipeline.raw;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.pipeline.data.Input.OfRawScan;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.run.Failures;
import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.sinograms.raw.RawOptions;
import io.tomodrift.sinograms.rebin.RebinPlan;
import io.tomodrift.sinograms.rebin.RebinRequest;
import io.tomodrift.sinograms.rebin.RebinSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What `info` says about raw data: the scan, what it can become, and what looks wrong. */
public final class RawInfo {

  private static final int DEFAULT_COLUMNS = 512;

  private RawInfo() {}

  /**
   * The facts of a scan.
   *
   * @param reading which views are read, and how
   */
  public static Map<String, Object> of(Path path, RawOptions reading, RunContext context) {
    OfRawScan input = Inputs.rawScan(path, reading, context);
    Map<String, Object> facts = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>(input.warnings());
    facts.put("path", path.toString());
    facts.put("kind", input.kind());
    RebinSettings settings = RebinSettings.defaults();
    RebinRequest request = RebinRequest.every(RawRequest.DEFAULT_SPACING_MM);
    try {
      RebinPlan rebinning = RebinPlan.of(input.scan().geometry(), settings, request);
      facts.putAll(RawFacts.of(input.scan(), rebinning));
      facts.put("slicesOf1Mm", rebinning.slices());
      facts.put("memory", memory(settings, request, rebinning));
      warnings.addAll(rebinning.warnings());
    } catch (GeometryException e) {
      facts.putAll(RawFacts.of(input.scan()));
      warnings.add("cannot be rebinned: " + e.getMessage());
    }
    warnings.addAll(checks(input, path, context));
    facts.put("warnings", warnings);
    return facts;
  }

  private static List<String> checks(OfRawScan input, Path path, RunContext context) {
    try {
      return RawChecks.of(input.scan(), context).sentences();
    } catch (IOException e) {
      throw new InputFailure("%s: %s".formatted(path, Failures.message(e)), e);
    }
  }

  private static String memory(RebinSettings settings, RebinRequest request, RebinPlan rebinning) {
    RawPlan plan =
        new RawPlan(
            settings,
            request,
            Optional.empty(),
            false,
            false,
            ImageGrid.square(DEFAULT_COLUMNS, RawRequest.DEFAULT_PIXEL_MM),
            FbpSettings.defaults(),
            false,
            HounsfieldScale.DEFAULT);
    return MemoryNeed.of(plan, rebinning, RawReconstructor.SLAB_SLICES).describe();
  }
}
