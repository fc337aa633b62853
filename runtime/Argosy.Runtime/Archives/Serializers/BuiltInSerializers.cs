using System.Reflection;

namespace Argosy.Runtime;

/// <summary>The runtime's own serializers, found by the shape of a type. Looked up once for each type.</summary>
internal static class BuiltInSerializers
{
    private static readonly Dictionary<Type, object> s_exact = new()
    {
        [typeof(bool)] = new BooleanSerializer(),
        [typeof(byte)] = new PrimitiveSerializer<byte>(),
        [typeof(sbyte)] = new PrimitiveSerializer<sbyte>(),
        [typeof(short)] = new PrimitiveSerializer<short>(),
        [typeof(ushort)] = new PrimitiveSerializer<ushort>(),
        [typeof(int)] = new PrimitiveSerializer<int>(),
        [typeof(uint)] = new PrimitiveSerializer<uint>(),
        [typeof(long)] = new PrimitiveSerializer<long>(),
        [typeof(ulong)] = new PrimitiveSerializer<ulong>(),
        [typeof(nint)] = new NativeIntegerSerializer(),
        [typeof(nuint)] = new NativeUnsignedSerializer(),
        [typeof(char)] = new PrimitiveSerializer<char>(),
        [typeof(float)] = new PrimitiveSerializer<float>(),
        [typeof(double)] = new PrimitiveSerializer<double>(),
        [typeof(decimal)] = new DecimalSerializer(),
        [typeof(Guid)] = new GuidSerializer(),
        [typeof(TimeSpan)] = new TimeSpanSerializer(),
        [typeof(DateTime)] = new DateTimeSerializer(),
        [typeof(DateTimeOffset)] = new DateTimeOffsetSerializer(),
        [typeof(string)] = new StringSerializer(),
        [typeof(Unit)] = new UnitSerializer(),
        [typeof(GlobalId)] = new GlobalIdSerializer(),
    };

    // Shapes whose type arguments are the serializer's own.
    private static readonly Dictionary<Type, Type> s_generic = new()
    {
        [typeof(Nullable<>)] = typeof(NullableSerializer<>),
        [typeof(List<>)] = typeof(ListSerializer<>),
        [typeof(Dictionary<,>)] = typeof(DictionarySerializer<,>),
        [typeof(HashSet<>)] = typeof(HashSetSerializer<>),
        [typeof(KeyValuePair<,>)] = typeof(KeyValuePairSerializer<,>),
        [typeof(RmaVector<>)] = typeof(RmaVectorSerializer<>),
        [typeof(RmaObject<>)] = typeof(RmaObjectSerializer<>),
        [typeof(SerializeBuffer<>)] = typeof(SerializeBufferSerializer<>),
        [typeof(Remote<>)] = typeof(RemoteSerializer<>),
        [typeof(ValueTuple<>)] = typeof(ValueTupleSerializer<>),
        [typeof(ValueTuple<,>)] = typeof(ValueTupleSerializer<,>),
        [typeof(ValueTuple<,,>)] = typeof(ValueTupleSerializer<,,>),
        [typeof(ValueTuple<,,,>)] = typeof(ValueTupleSerializer<,,,>),
        [typeof(ValueTuple<,,,,>)] = typeof(ValueTupleSerializer<,,,,>),
        [typeof(ValueTuple<,,,,,>)] = typeof(ValueTupleSerializer<,,,,,>),
        [typeof(ValueTuple<,,,,,,>)] = typeof(ValueTupleSerializer<,,,,,,>),
        [typeof(ValueTuple<,,,,,,,>)] = typeof(ValueTupleSerializer<,,,,,,,>),
        [typeof(Tuple<>)] = typeof(TupleSerializer<>),
        [typeof(Tuple<,>)] = typeof(TupleSerializer<,>),
        [typeof(Tuple<,,>)] = typeof(TupleSerializer<,,>),
        [typeof(Tuple<,,,>)] = typeof(TupleSerializer<,,,>),
        [typeof(Tuple<,,,,>)] = typeof(TupleSerializer<,,,,>),
        [typeof(Tuple<,,,,,>)] = typeof(TupleSerializer<,,,,,>),
        [typeof(Tuple<,,,,,,>)] = typeof(TupleSerializer<,,,,,,>),
        [typeof(Tuple<,,,,,,,>)] = typeof(TupleSerializer<,,,,,,,>),
    };

    // Views of bitwise elements; other elements aren't supported.
    private static readonly Dictionary<Type, Type> s_windows = new()
    {
        [typeof(Memory<>)] = typeof(MemorySerializer<>),
        [typeof(ReadOnlyMemory<>)] = typeof(ReadOnlyMemorySerializer<>),
        [typeof(ArraySegment<>)] = typeof(ArraySegmentSerializer<>),
    };

    /// <summary>An <see cref="ISerializer{T}"/> of the type, or null.</summary>
    internal static object? Find(Type type)
    {
        if (s_exact.TryGetValue(type, out var exact))
            return exact;
        if (type.IsArray)
            return FindArray(type);
        if (type.IsEnum)
            return Make(typeof(PrimitiveSerializer<>), type);
        if (type.IsGenericType && FindGeneric(type) is { } generic)
            return generic;
        return Bitwise.Allows(type) ? Make(typeof(BitwiseSerializer<>), type) : null;
    }

    private static object? FindArray(Type type)
    {
        var element = type.GetElementType()!;
        // Only vectors: an array of several dimensions, or one that doesn't start at 0, isn't supported.
        if (type != element.MakeArrayType())
            return null;
        return Make(MovesBitwise(element) ? typeof(BitwiseArraySerializer<>) : typeof(ArraySerializer<>), element);
    }

    private static object? FindGeneric(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (definition == typeof(List<>) && MovesBitwise(arguments[0]))
            return Make(typeof(BitwiseListSerializer<>), arguments);
        if (s_windows.TryGetValue(definition, out var window))
            return MovesBitwise(arguments[0]) ? Make(window, arguments) : null;
        return (s_generic.TryGetValue(definition, out var known) ? known : GeneratedSerializers.Find(definition))
            is { } serializer
                ? Make(serializer, arguments)
                : null;
    }

    // The element's own serializer determines it: a registered one is called for each element. Only value types are
    // looked up this early, since the serializer of a class may not be registered yet.
    private static bool MovesBitwise(Type element) => element.IsValueType && Serializer(element) is IBitwiseSerializer;

    private static object Serializer(Type type)
    {
        try
        {
            return s_for.MakeGenericMethod(type).Invoke(null, null)!;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is ArchiveException cause)
        {
            throw cause;
        }
    }

    private static readonly MethodInfo s_for = typeof(Serializers).GetMethod(nameof(Serializers.For))!;

    private static object Make(Type definition, params Type[] arguments) =>
        Activator.CreateInstance(definition.MakeGenericType(arguments), nonPublic: true)!;
}
