using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Calls;

/// <summary>Actions on large values, as generated code would make them.</summary>
internal static class PayloadActions
{
    internal static readonly ActionDescriptor<RmaVector<long>?, RmaVector<long>?> s_reverse =
        Make<RmaVector<long>?>("Reverse", static vector =>
        {
            vector!.Span.Reverse();
            return vector.Share();
        });

    internal static readonly ActionDescriptor<SerializeBuffer<long>?, SerializeBuffer<long>?> s_echoBuffer =
        Make<SerializeBuffer<long>?>("EchoBuffer", static buffer => buffer!.Share());

    internal static readonly ActionDescriptor<long[], long[]> s_echoArray =
        Make<long[]>("EchoArray", static array => array);

    /// <summary>Text is always index data.</summary>
    internal static readonly ActionDescriptor<string, string> s_echoText =
        Make<string>("EchoText", static text => text);

    /// <summary>Text of the requested length.</summary>
    internal static readonly ActionDescriptor<int, string> s_makeText = new(
        "Tests.MakeText", false, Serializers.For<int>(), Serializers.For<string>(),
        static (length, _) => new(new string('x', length)));

    /// <summary>A vector of the requested length.</summary>
    internal static readonly ActionDescriptor<int, RmaVector<byte>> s_makeVector = new(
        "Tests.MakeVector", false, Serializers.For<int>(), Serializers.For<RmaVector<byte>>(),
        static (length, context) => new(new RmaVector<byte>(context.Cluster.Pool, length)));

    /// <summary>Fails with a message of the requested length.</summary>
    internal static readonly ActionDescriptor<int, int> s_failAtLength = new(
        "Tests.FailAtLength", false, Serializers.For<int>(), Serializers.For<int>(),
        static (length, _) => throw new InvalidOperationException(new string('x', length)));

#pragma warning disable CA2255 // As generated code does it.
    [ModuleInitializer]
    internal static void Register()
    {
        ActionRegistry.Register(s_reverse);
        ActionRegistry.Register(s_echoBuffer);
        ActionRegistry.Register(s_echoArray);
        ActionRegistry.Register(s_echoText);
        ActionRegistry.Register(s_makeText);
        ActionRegistry.Register(s_makeVector);
        ActionRegistry.Register(s_failAtLength);
    }
#pragma warning restore CA2255

    private static ActionDescriptor<T, T> Make<T>(string name, Func<T, T> body) =>
        new($"Tests.{name}", false, Serializers.For<T>(), Serializers.For<T>(), (value, _) => new(body(value)));
}
