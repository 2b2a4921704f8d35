package io.tomodrift.learned.data.pairs;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.projectors.iterative.FistaTv;
import io.tomodrift.sinograms.TransmissionNoise;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How sparse-view pairs are made: the scan, its noise and the reconstruction.
 *
 * @param geometry the full scan
 * @param sparseViews views of the sparse scan, spread evenly over the full one
 * @param fbp how both are reconstructed
 * @param water scale between HU and attenuation
 * @param noise noise of the measurement, the same in both; empty for none
 * @param seed of the noise; each case draws its own from it
 * @param sinogramKept whether the sparse projections are kept beside the pair
 * @param iterative how the sparse scan is reconstructed instead, from an image of zeros; empty to
 *     reconstruct it like the full one
 */
public record SparseViewRecipe(
    ScanGeometry geometry,
    int sparseViews,
    FbpSettings fbp,
    HounsfieldScale water,
    Optional<TransmissionNoise> noise,
    long seed,
    boolean sinogramKept,
    Optional<FistaTv> iterative) {

  /** Changes whenever the same settings would give other pairs than before. */
  public static final String VERSION = "sparse-view-pairs/1";

  private static final double QUANTA = 2e5;
  private static final double ELECTRONIC_VARIANCE = 10;

  /** Checks the values. */
  public SparseViewRecipe {
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(fbp, "fbp");
    Objects.requireNonNull(water, "water");
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(iterative, "iterative");
    if (sparseViews < 1 || sparseViews > geometry.views()) {
      throw new GeometryException(
          "%d sparse views cannot be taken from a scan of %d views"
              .formatted(sparseViews, geometry.views()));
    }
  }

  /**
   * 60 of the 1152 views of a clinical scanner, Hann filter, 200000 quanta a ray with a read-out
   * variance of 10.
   */
  public static SparseViewRecipe clinical(long seed) {
    return new SparseViewRecipe(
        ScannerPreset.SIEMENS_AS_PLUS.fullTurn(),
        60,
        FbpSettings.defaults().withWindow(RampWindow.HANN),
        HounsfieldScale.DEFAULT,
        Optional.of(new TransmissionNoise(QUANTA, ELECTRONIC_VARIANCE)),
        seed,
        true,
        Optional.empty());
  }

  /** Everything above, of JSON's types, for manifests and for telling recipes apart. */
  public Map<String, Object> description() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("version", VERSION);
    map.put("geometry", JsonTexts.geometry(geometry));
    map.put("fullViews", geometry.views());
    map.put("sparseViews", sparseViews);
    map.put("window", fbp.window().toString());
    map.put("fbp", fbp.toString());
    map.put("projector", "JOSEPH");
    map.put("muWaterPerMm", water.muWaterPerMm());
    map.put("incidentQuanta", noise.<Object>map(TransmissionNoise::incidentQuanta).orElse("none"));
    map.put("electronicVariance", noise.map(TransmissionNoise::electronicVariance).orElse(0.0));
    map.put("seed", seed);
    map.put("sinogramKept", sinogramKept);
    iterative.ifPresent(method -> map.put("input", method.toString()));
    return map;
  }

  /** Name of the method that makes the inputs, as the command line has it. */
  public String inputMethod() {
    return iterative.isPresent() ? "fista-tv" : "fbp";
  }

  /** How the inputs are made, for people. */
  public String inputDescription() {
    return iterative
        .map(
            method ->
                "by FISTA-TV, %d iterations, lambda %s mm"
                    .formatted(method.iterations(), method.lambda()))
        .orElse("by FBP");
  }
}
