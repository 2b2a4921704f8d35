package io.tomodrift.learned.nets;

import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.nets.blocks.Norm;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Architectures as plain values for model files, and back.
 *
 * <p>The map has {@code kind} and the components of the record by name: whole numbers, truth
 * values, lower-case words, lists of whole numbers, and for a network within another such a map.
 * Reading is strict: every field must be there and none besides.
 */
public final class Architectures {

  private static final String KIND = "kind";

  private static final Map<String, Class<? extends Record>> KINDS = kinds();

  private Architectures() {}

  private static Map<String, Class<? extends Record>> kinds() {
    Map<String, Class<? extends Record>> kinds = new LinkedHashMap<>();
    kinds.put(UNet.KIND, UNet.class);
    kinds.put(Folded.KIND, Folded.class);
    kinds.put(MedNext.KIND, MedNext.class);
    kinds.put(RedCnn.KIND, RedCnn.class);
    kinds.put(ResUNet.KIND, ResUNet.class);
    kinds.put(TimeResNet.KIND, TimeResNet.class);
    kinds.put(PatchGan.KIND, PatchGan.class);
    kinds.put(FeatureEncoder.KIND, FeatureEncoder.class);
    kinds.put(AutoEncoder.KIND, AutoEncoder.class);
    return kinds;
  }

  /** Kinds that can be written and read. */
  public static List<String> known() {
    return List.copyOf(KINDS.keySet());
  }

  /**
   * The architecture as a map in a fixed order.
   *
   * @throws IllegalArgumentException if the kind is not one of {@link #known}
   */
  public static Map<String, Object> toMap(Architecture architecture) {
    Class<? extends Record> type = KINDS.get(architecture.kind());
    if (!(architecture instanceof Record) || architecture.getClass() != type) {
      throw new IllegalArgumentException(
          "%s (%s) is not one of %s"
              .formatted(architecture.kind(), architecture.getClass().getSimpleName(), known()));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(KIND, architecture.kind());
    for (RecordComponent component : type.getRecordComponents()) {
      Object value = read(component, architecture);
      map.put(component.getName(), plain(value));
    }
    return map;
  }

  private static Object plain(Object value) {
    if (value instanceof Architecture inner) {
      return toMap(inner);
    }
    return value instanceof Norm norm ? norm.name().toLowerCase(Locale.ROOT) : value;
  }

  private static Object read(RecordComponent component, Object from) {
    try {
      return component.getAccessor().invoke(from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /**
   * The architecture that a map describes.
   *
   * @param map as from {@link #toMap}, or parsed from JSON
   * @throws ModelException naming the field, what was found and what would fit
   */
  public static Architecture fromMap(Map<String, ?> map) {
    Class<? extends Record> type = KINDS.get(word(map, KIND, known()));
    RecordComponent[] components = type.getRecordComponents();
    List<String> fields = new ArrayList<>(List.of(KIND));
    for (RecordComponent component : components) {
      fields.add(component.getName());
    }
    for (String field : map.keySet()) {
      if (!fields.contains(field)) {
        throw new ModelException(
            "the architecture has an unknown field '%s'%s; a %s has %s"
                .formatted(field, NearName.hint(field, fields), map.get(KIND), fields));
      }
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(map, components[i]);
    }
    return build(type, components, values);
  }

  private static Architecture build(
      Class<? extends Record> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (Architecture) type.getConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new ModelException(
          "the architecture does not fit together: " + e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static Object value(Map<String, ?> map, RecordComponent component) {
    String name = component.getName();
    Class<?> type = component.getType();
    if (type == Norm.class) {
      List<String> words =
          Arrays.stream(Norm.values()).map(n -> n.name().toLowerCase(Locale.ROOT)).toList();
      return Norm.valueOf(word(map, name, words).toUpperCase(Locale.ROOT));
    }
    Object value = map.get(name);
    if (type == Architecture.class) {
      if (!(value instanceof Map<?, ?> inner)) {
        throw missing(map, name, "a network");
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      inner.forEach((key, field) -> fields.put(String.valueOf(key), field));
      return fromMap(fields);
    }
    boolean fits =
        type == List.class
            ? value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance)
            : type == int.class ? value instanceof Integer : value instanceof Boolean;
    if (fits) {
      return value;
    }
    String wanted =
        type == int.class
            ? "a whole number"
            : type == boolean.class ? "true or false" : "a list of whole numbers";
    throw missing(map, name, wanted);
  }

  private static String word(Map<String, ?> map, String name, List<String> words) {
    if (!(map.get(name) instanceof String word)) {
      throw missing(map, name, "one of " + words);
    }
    if (!words.contains(word)) {
      throw new ModelException(
          "%s of the architecture is '%s'%s; known are %s"
              .formatted(name, word, NearName.hint(word, words), words));
    }
    return word;
  }

  private static ModelException missing(Map<String, ?> map, String name, String wanted) {
    return new ModelException(
        map.get(name) == null
            ? "the architecture has no '%s'; it must be %s".formatted(name, wanted)
            : "%s of the architecture must be %s, got %s".formatted(name, wanted, map.get(name)));
  }
}
