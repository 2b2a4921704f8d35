package io.tomodrift.formats.matlab;

/**
 * A character array of one row; rows of a taller one are separated by line feeds.
 *
 * @param text the characters
 */
public record MatText(String text) implements MatValue {

  @Override
  public String kind() {
    return "text";
  }
}
