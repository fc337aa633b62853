#if !NET
// The compiler asks for it where records have init-only properties; netstandard2.0 lacks it.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
#endif
