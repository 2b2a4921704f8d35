package io.tomodrift.pipeline.data;

import io.tomodrift.formats.binary.NonFiniteValues;
import io.tomodrift.formats.dicom.series.DicomSeriesInfo;
import io.tomodrift.geometry.GeometryParameter;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.pipeline.data.Input.OfSinogram;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.report.OrientationLetters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be said about an input, as named values that JSON can hold. */
public final class InputFacts {

  private InputFacts() {}

  /** The facts of whatever is at the path; of a DICOM folder, of the series or the only one. */
  public static Map<String, Object> of(Path path, String seriesUid, RunContext context) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("path", path.toString());
      facts.put("kind", "scan geometry");
      facts.put("geometry", geometry(Inputs.geometry(path)));
      return facts;
    }
    return of(Inputs.read(path, seriesUid, context));
  }

  private static Map<String, Object> of(Input input) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("path", input.path().toString());
    facts.put("kind", input.kind());
    List<String> warnings = new ArrayList<>(input.warnings());
    if (input instanceof OfSinogram sinogram) {
      addSinogram(facts, sinogram.sinogram());
      addValues(facts, warnings, sinogram.sinogram().stack());
    } else if (input instanceof OfVolume volume) {
      addVolume(facts, volume.volume());
      addValues(facts, warnings, volume.volume().stack());
      volume.dicom().ifPresent(info -> facts.put("dicom", dicom(info)));
    }
    facts.put("warnings", warnings);
    return facts;
  }

  private static void addSinogram(Map<String, Object> facts, Sinogram sinogram) {
    facts.put("slices", sinogram.slices());
    facts.put("views", sinogram.geometry().views());
    facts.put("channels", sinogram.geometry().channels());
    facts.put("unit", sinogram.unit().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    facts.put("firstZMm", sinogram.sliceAxis().firstZMm());
    facts.put("sliceSpacingMm", sinogram.sliceAxis().spacingMm());
    facts.put("geometry", geometry(sinogram.geometry()));
  }

  private static void addVolume(Map<String, Object> facts, Volume volume) {
    VolumeFrame frame = volume.frame();
    FloatStack stack = volume.stack();
    facts.put("columns", stack.columns());
    facts.put("rows", stack.rows());
    facts.put("slices", stack.slices());
    facts.put("unit", volume.unit().symbol());
    facts.put("columnSpacingMm", frame.columnSpacingMm());
    facts.put("rowSpacingMm", frame.rowSpacingMm());
    facts.put("sliceSpacingMm", frame.sliceSpacingMm());
    facts.put("space", frame.space().name());
    facts.put("originMm", list(frame.originMm()));
    facts.put("columnDirection", list(frame.columnDirection()));
    facts.put("rowDirection", list(frame.rowDirection()));
    facts.put("sliceDirection", list(frame.sliceDirection()));
    OrientationLetters letters = OrientationLetters.of(frame);
    facts.put(
        "edges",
        "left %s, right %s, top %s, bottom %s"
            .formatted(letters.left(), letters.right(), letters.top(), letters.bottom()));
  }

  private static List<Double> list(Vec3 v) {
    return List.of(v.x(), v.y(), v.z());
  }

  private static void addValues(
      Map<String, Object> facts, List<String> warnings, FloatStack stack) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double sum = 0;
    long count = 0;
    for (float value : stack.data()) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
        sum += value;
        count++;
      }
    }
    if (count > 0) {
      facts.put("minimum", low);
      facts.put("maximum", high);
      facts.put("mean", sum / count);
    }
    NonFiniteValues.describe(stack)
        .filter(warning -> !warnings.contains(warning))
        .ifPresent(warnings::add);
  }

  private static Map<String, Object> geometry(ScanGeometry geometry) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (GeometryParameter parameter : geometry.parameters()) {
      map.put(parameter.name(), parameter.value());
    }
    return map;
  }

  private static Map<String, Object> dicom(DicomSeriesInfo info) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("modality", info.modality());
    map.put("patientPosition", info.patientPosition());
    map.put("seriesDescription", info.seriesDescription());
    map.put("manufacturer", info.manufacturer());
    map.put("kernel", info.kernel());
    info.tubeVoltageKv().ifPresent(kv -> map.put("tubeVoltageKv", kv));
    map.put("sliceThicknessesMm", info.sliceThicknessesMm());
    map.put("gantryTiltDegrees", info.shearDegrees());
    map.put("paddedPixels", info.paddedPixels());
    map.put("seriesUid", info.seriesUid());
    return map;
  }
}
