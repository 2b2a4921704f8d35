package io.tomodrift.pipeline.evaluate;

import io.tomodrift.pipeline.report.MetricTable.Better;

/** The numbers of every case and method. */
public enum Measure implements Quantity {
  /** Mean absolute error in the mask. */
  MAE_MASK(Scope.MASK, "mae_mask_hu", "MAE", "HU", 2, Better.LOWER, "mean |test - reference|"),
  /** Root mean square error in the mask. */
  RMSE_MASK(
      Scope.MASK,
      "rmse_mask_hu",
      "RMSE",
      "HU",
      2,
      Better.LOWER,
      "root of mean (test - reference)^2"),
  /** Bias in the mask. */
  BIAS_MASK(
      Scope.MASK, "bias_mask_hu", "bias", "HU", 2, Better.NEITHER, "mean of test - reference"),
  /** PSNR in the mask. */
  PSNR_MASK(
      Scope.MASK,
      "psnr_mask_db",
      "PSNR",
      "dB",
      2,
      Better.HIGHER,
      "20 log10(L / RMSE), L the range stated above"),
  /** SSIM in the mask. */
  SSIM_MASK(
      Scope.MASK,
      "ssim_mask",
      "SSIM",
      "",
      4,
      Better.HIGHER,
      "structural similarity slice by slice, mean over the windows whose centre is in the mask"),
  /** Mean absolute error of the whole image. */
  MAE_IMAGE(Scope.IMAGE, "mae_hu", "MAE", "HU", 2, Better.LOWER, "mean |test - reference|"),
  /** Root mean square error of the whole image. */
  RMSE_IMAGE(
      Scope.IMAGE, "rmse_hu", "RMSE", "HU", 2, Better.LOWER, "root of mean (test - reference)^2"),
  /** Bias of the whole image. */
  BIAS_IMAGE(Scope.IMAGE, "bias_hu", "bias", "HU", 2, Better.NEITHER, "mean of test - reference"),
  /** PSNR of the whole image. */
  PSNR_IMAGE(
      Scope.IMAGE,
      "psnr_db",
      "PSNR",
      "dB",
      2,
      Better.HIGHER,
      "20 log10(L / RMSE), L the range stated above"),
  /** SSIM of the whole image. */
  SSIM_IMAGE(
      Scope.IMAGE, "ssim", "SSIM", "", 4, Better.HIGHER, "structural similarity slice by slice"),
  /** MS-SSIM of the whole image. */
  MS_SSIM(
      Scope.IMAGE,
      "ms_ssim",
      "MS-SSIM",
      "",
      4,
      Better.HIGHER,
      "multi-scale SSIM slice by slice, mean over slices; five levels unless a note says fewer"),
  /** Overlap of bone. */
  DICE_BONE(Tissue.BONE, false),
  /** Distance of bone surfaces. */
  HD95_BONE(Tissue.BONE, true),
  /** Overlap of lung and gas. */
  DICE_AIR(Tissue.AIR, false),
  /** Distance of the surfaces of lung and gas. */
  HD95_AIR(Tissue.AIR, true),
  /** Overlap of the bodies. */
  DICE_BODY(Tissue.BODY, false),
  /** Distance of the skins. */
  HD95_BODY(Tissue.BODY, true),
  /** Sharpness, noise included. */
  EDGE_RATIO(
      Scope.TEXTURE,
      "edge_ratio",
      "edge ratio",
      "",
      3,
      Better.NEITHER,
      "mean gradient magnitude over that of the reference, at its moderate edges; 1 = as sharp, noise and streaks raise it"),
  /** Sharpness, noise cancelled. */
  EDGE_RATIO_ALIGNED(
      Scope.TEXTURE,
      "edge_ratio_aligned",
      "edge ratio, aligned",
      "",
      3,
      Better.NEITHER,
      "the same with the parts along the gradient of the reference, in which noise cancels; 1 = as sharp"),
  /** Noise in flat regions. */
  NOISE(
      Scope.TEXTURE,
      "noise_hu",
      "noise",
      "HU",
      2,
      Better.NEITHER,
      "standard deviation in flat regions of soft tissue, after a quadratic fit"),
  /** Texture of the noise. */
  NOISE_FREQUENCY(
      Scope.TEXTURE,
      "noise_mean_frequency_per_mm",
      "noise frequency",
      "1/mm",
      3,
      Better.NEITHER,
      "mean frequency of the noise power spectrum there"),
  /** Flicker from slice to slice. */
  AXIAL_STEPS(
      "axial_step_ratio",
      "axial steps",
      "mean |difference| of voxels in neighbouring axial slices, both in the mask, over that of the reference; above 1 = flicker from slice to slice"),
  /** Roughness from row to row. */
  CORONAL_STEPS(
      "coronal_step_ratio",
      "coronal steps",
      "the same of neighbouring coronal planes (rows of a slice)"),
  /** Roughness from column to column. */
  SAGITTAL_STEPS(
      "sagittal_step_ratio",
      "sagittal steps",
      "the same of neighbouring sagittal planes (columns of a slice)"),
  /** Residual at low frequencies. */
  RESIDUAL_LOW(
      Scope.RESIDUAL,
      "residual_power_low_hu2",
      "residual, low",
      "HU\u00b2",
      0,
      Better.LOWER,
      "power of the difference, 0 to 1/4 of the Nyquist frequency"),
  /** Residual at middle frequencies. */
  RESIDUAL_MIDDLE(
      Scope.RESIDUAL,
      "residual_power_middle_hu2",
      "residual, middle",
      "HU\u00b2",
      0,
      Better.LOWER,
      "power of the difference, 1/4 to 1/2 of the Nyquist frequency"),
  /** Residual at high frequencies. */
  RESIDUAL_HIGH(
      Scope.RESIDUAL,
      "residual_power_high_hu2",
      "residual, high",
      "HU\u00b2",
      0,
      Better.LOWER,
      "power of the difference, 1/2 to 1 of the Nyquist frequency"),
  /** Time of the model alone. */
  MODEL_SECONDS(
      Scope.TEXTURE,
      "model_seconds",
      "time of the model",
      "s",
      1,
      Better.LOWER,
      "wall-clock time of the model alone, from the manifest beside the volume"),
  /** Time of the run that made the volume. */
  SECONDS(
      Scope.TEXTURE,
      "seconds",
      "time",
      "s",
      1,
      Better.LOWER,
      "wall-clock time of the whole run that wrote the volume, from the manifest beside it");

  /** Which table a number belongs to. */
  public enum Scope {
    /** Errors in the mask. */
    MASK,
    /** Errors of the whole image. */
    IMAGE,
    /** Classes of tissue. */
    TISSUE,
    /** Sharpness, noise, time. */
    TEXTURE,
    /** Smoothness from voxel to voxel. */
    STEPS,
    /** Spectrum of the difference. */
    RESIDUAL
  }

  private final Scope scope;
  private final String key;
  private final String label;
  private final String unit;
  private final int decimals;
  private final Better better;
  private final String definition;

  Measure(
      Scope scope,
      String key,
      String label,
      String unit,
      int decimals,
      Better better,
      String definition) {
    this.scope = scope;
    this.key = key;
    this.label = label;
    this.unit = unit;
    this.decimals = decimals;
    this.better = better;
    this.definition = definition;
  }

  Measure(String key, String label, String definition) {
    this(Scope.STEPS, key, label, "", 3, Better.NEITHER, definition);
  }

  Measure(Tissue tissue, boolean distance) {
    this(
        Scope.TISSUE,
        distance ? "hd95_" + tissue.key() + "_mm" : "dice_" + tissue.key(),
        (distance ? "HD95 " : "Dice ") + tissue.key(),
        distance ? "mm" : "",
        distance ? 2 : 4,
        distance ? Better.LOWER : Better.HIGHER,
        "%s of %s: %s"
            .formatted(
                distance ? "95 % Hausdorff distance" : "overlap 2 |A and B| / (|A| + |B|)",
                tissue.label(),
                tissue.rule()));
  }

  /** Which table it belongs to. */
  public Scope scope() {
    return scope;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String longLabel() {
    return switch (scope) {
      case MASK -> label + " in the mask";
      case IMAGE -> label + ", whole image";
      default -> label;
    };
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public int decimals() {
    return decimals;
  }

  @Override
  public Better better() {
    return better;
  }

  @Override
  public String definition() {
    return definition;
  }

  @Override
  public double error(double value) {
    return switch (this) {
      case BIAS_MASK, BIAS_IMAGE -> Math.abs(value);
      case EDGE_RATIO, EDGE_RATIO_ALIGNED, AXIAL_STEPS, CORONAL_STEPS, SAGITTAL_STEPS ->
          Math.abs(value - 1);
      case NOISE, NOISE_FREQUENCY -> Double.NaN;
      case PSNR_MASK, PSNR_IMAGE -> Math.pow(10, -value / 20);
      case SSIM_MASK, SSIM_IMAGE, MS_SSIM, DICE_BONE, DICE_AIR, DICE_BODY -> Math.max(0, 1 - value);
      default -> value;
    };
  }
}
