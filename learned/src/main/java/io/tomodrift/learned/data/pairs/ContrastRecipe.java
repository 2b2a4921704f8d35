package io.tomodrift.learned.data.pairs;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.phantoms.anatomy.IodineEnhancement;
import io.tomodrift.sinograms.TransmissionNoise;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How pairs without and with contrast medium are made: the medium, the scan, its noise and the
 * reconstruction.
 *
 * @param geometry the scan
 * @param fbp how it is reconstructed
 * @param water scale between HU and attenuation
 * @param noise noise of the measurement; empty for none
 * @param seed of the noise; each scan of each case draws its own from it
 * @param enhancement the contrast medium
 */
public record ContrastRecipe(
    ScanGeometry geometry,
    FbpSettings fbp,
    HounsfieldScale water,
    Optional<TransmissionNoise> noise,
    long seed,
    IodineEnhancement enhancement) {

  /** Changes whenever the same settings would give other pairs than before. */
  public static final String VERSION = "contrast-pairs/1";

  private static final double QUANTA = 2e5;
  private static final double ELECTRONIC_VARIANCE = 10;

  /** Checks for null. */
  public ContrastRecipe {
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(fbp, "fbp");
    Objects.requireNonNull(water, "water");
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(enhancement, "enhancement");
  }

  /**
   * The 1152 views of a clinical scanner, Hann filter, 200000 quanta a ray with a read-out variance
   * of 10; late arterial at 120 kVp with 12 mg/ml in the aorta.
   */
  public static ContrastRecipe clinical(long seed) {
    return new ContrastRecipe(
        ScannerPreset.SIEMENS_AS_PLUS.fullTurn(),
        FbpSettings.defaults().withWindow(RampWindow.HANN),
        HounsfieldScale.DEFAULT,
        Optional.of(new TransmissionNoise(QUANTA, ELECTRONIC_VARIANCE)),
        seed,
        new IodineEnhancement(
            120, IodineEnhancement.Phase.ARTERIAL, IodineEnhancement.USUAL_AORTA_MG_PER_ML));
  }

  /** Everything above, of JSON's types, for manifests and for telling recipes apart. */
  public Map<String, Object> description() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("version", VERSION);
    map.put("geometry", JsonTexts.geometry(geometry));
    map.put("views", geometry.views());
    map.put("window", fbp.window().toString());
    map.put("fbp", fbp.toString());
    map.put("projector", "JOSEPH");
    map.put("muWaterPerMm", water.muWaterPerMm());
    map.put("incidentQuanta", noise.<Object>map(TransmissionNoise::incidentQuanta).orElse("none"));
    map.put("electronicVariance", noise.map(TransmissionNoise::electronicVariance).orElse(0.0));
    map.put("seed", seed);
    map.put("kVp", enhancement.kVp());
    map.put("phase", enhancement.phase().name());
    map.put("aortaMgPerMl", enhancement.aortaMgPerMl());
    map.put("huPerMgPerMl", enhancement.huPerMgPerMl());
    return map;
  }
}
