package io.tomodrift.learned.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a model does. */
public enum Task {
  /** Removes the streaks of an image reconstructed from few views. */
  @JsonProperty("svct")
  SVCT("svct", "image of few views to image of all views"),

  /** Makes a CT image of an MR image. */
  @JsonProperty("mr2ct")
  MR2CT("mr2ct", "MR image to CT image"),

  /** Makes a CT image with contrast medium of one without, and where it can, the reverse. */
  @JsonProperty("contrast")
  CONTRAST("contrast", "native CT image to one with contrast medium"),

  /** Makes a CT image without contrast medium of one with it, and where it can, the reverse. */
  @JsonProperty("contrast-to-native")
  CONTRAST_TO_NATIVE("contrast-to-native", "CT image with contrast medium to a native one"),

  /** Makes images of a domain, each of other noise. */
  @JsonProperty("domain")
  DOMAIN("domain", "noise to an image of a domain");

  private final String id;
  private final String description;

  Task(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /** Name in files and commands. */
  public String id() {
    return id;
  }

  /** What it does, in a few words. */
  public String description() {
    return description;
  }
}
