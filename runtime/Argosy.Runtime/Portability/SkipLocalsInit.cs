#if !NET
// The compiler recognizes it by name; netstandard2.0 lacks it.
namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class SkipLocalsInitAttribute : Attribute;
#endif
