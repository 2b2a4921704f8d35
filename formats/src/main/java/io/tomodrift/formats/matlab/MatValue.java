package io.tomodrift.formats.matlab;

/** What a MATLAB variable, field or cell can hold. */
public sealed interface MatValue permits MatNumbers, MatText, MatStruct, MatCell {

  /** One word for messages. */
  String kind();
}
