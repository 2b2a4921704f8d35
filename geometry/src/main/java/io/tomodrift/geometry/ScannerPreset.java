package io.tomodrift.geometry;

import java.util.Locale;

/**
 * The in-plane geometry of well-known scanners. Values are those found in public raw data and
 * papers; the geometry in a file always wins over a preset.
 */
public enum ScannerPreset {
  /**
   * Siemens Somatom Definition AS+: 736 channels on an arc, 1152 views a turn without flying focal
   * spot. Source: headers of the public low-dose CT projection data (Moen et al. 2021, Med. Phys.
   * 48:902); the offset includes the source's constant angular shift.
   */
  SIEMENS_AS_PLUS(595.0, 1085.6, 736, 1.285839319, 1.25, 1152),
  /**
   * GE LightSpeed VCT: 888 channels on an arc, 984 views a turn. Source: geometry "ge1" of the
   * Michigan Image Reconstruction Toolbox (Fessler).
   */
  GE_LIGHTSPEED_VCT(541.0, 949.075, 888, 1.0239, 1.25, 984);

  private final double sourceToIsocenterMm;
  private final double sourceToDetectorMm;
  private final int channels;
  private final double arcPitchMm;
  private final double offsetChannels;
  private final int viewsPerTurn;

  ScannerPreset(
      double sourceToIsocenterMm,
      double sourceToDetectorMm,
      int channels,
      double arcPitchMm,
      double offsetChannels,
      int viewsPerTurn) {
    this.sourceToIsocenterMm = sourceToIsocenterMm;
    this.sourceToDetectorMm = sourceToDetectorMm;
    this.channels = channels;
    this.arcPitchMm = arcPitchMm;
    this.offsetChannels = offsetChannels;
    this.viewsPerTurn = viewsPerTurn;
  }

  /** Views the scanner takes in one turn. */
  public int viewsPerTurn() {
    return viewsPerTurn;
  }

  /** The name as on the command line: lower case with hyphens. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The scanner with the given views. */
  public FanBeamGeometry withAngles(Angles angles) {
    return new FanBeamGeometry(
        sourceToIsocenterMm,
        sourceToDetectorMm,
        ArcDetector.withOffset(channels, arcPitchMm / sourceToDetectorMm, offsetChannels),
        angles);
  }

  /** The scanner with its own number of views over one turn. */
  public FanBeamGeometry fullTurn() {
    return withAngles(Angles.fullTurn(viewsPerTurn));
  }
}
