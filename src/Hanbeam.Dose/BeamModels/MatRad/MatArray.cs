namespace Hanbeam.Dose.BeamModels.MatRad;

/// <summary>One array of a MAT-file: numbers, text, cells, or a struct array, by what it holds. Column-major, as in the file.</summary>
internal sealed class MatArray
{
    private readonly double[]? numbers;
    private readonly string? text;
    private readonly MatArray[]? cells;
    private readonly IReadOnlyDictionary<string, MatArray[]>? fields;

    private MatArray(int[] dimensions, double[]? numbers, string? text, MatArray[]? cells, IReadOnlyDictionary<string, MatArray[]>? fields)
    {
        Dimensions = dimensions;
        this.numbers = numbers;
        this.text = text;
        this.cells = cells;
        this.fields = fields;
    }

    /// <summary>Sizes, at least two.</summary>
    public int[] Dimensions { get; }

    /// <summary>Number of elements.</summary>
    public int Count => numbers?.Length ?? cells?.Length ?? text?.Length ?? Dimensions.Aggregate(1, (product, size) => product * size);

    /// <summary>Whether it holds numbers and at least one.</summary>
    public bool HasNumbers => numbers is { Length: > 0 };

    /// <summary>The text, or null if it holds something else.</summary>
    public string? Text => text;

    /// <summary>The numbers; one cell that holds numbers counts as them.</summary>
    /// <exception cref="FormatException">It holds something else.</exception>
    public double[] Numbers => numbers ?? (cells is { Length: 1 } ? cells[0].Numbers : throw new FormatException("holds no numbers"));

    public static MatArray OfNumbers(int[] dimensions, double[] values) => new(dimensions, values, null, null, null);

    public static MatArray OfText(int[] dimensions, string value) => new(dimensions, null, value, null, null);

    public static MatArray OfCells(int[] dimensions, MatArray[] values) => new(dimensions, null, null, values, null);

    public static MatArray OfFields(int[] dimensions, IReadOnlyDictionary<string, MatArray[]> values) => new(dimensions, null, null, null, values);

    /// <summary>A field of one element of a struct array, or null if there is no such field or element.</summary>
    public MatArray? Field(string name, int element = 0) =>
        fields is not null && fields.TryGetValue(name, out var values) && element < values.Length ? values[element] : null;
}
