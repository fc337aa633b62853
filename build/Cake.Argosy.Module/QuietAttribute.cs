namespace Cake.Argosy.Module;

/// <summary>Marks a teardown that neither prints nor leaves anything: a run without work is
/// the same without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QuietAttribute : Attribute;
