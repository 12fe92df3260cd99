using System.Globalization;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

// Evaluation alone: the packages Hanbeam.Treatment and Hanbeam.Numerics, nothing else of Hanbeam.
// Evaluate DOSE.mha MASKS [OTHER.mha]: figures of every mask in a dose in Gy, and its gamma against another. Without arguments: a ball made here.
if (args.Length is 1 or > 3)
{
    Console.Error.WriteLine("usage: Evaluate [DOSE.mha MASKS [OTHER.mha]]");
    return 2;
}

try
{
    var made = args.Length == 0;
    var warnings = new List<string>();
    var dose = made ? Ball.Dose(0) : Read(args[0]);
    var structures = made ? [Ball.Contours()] : MaskFolderReader.ReadMasks(args[1], warnings);
    var other = made ? Ball.Dose(1) : args.Length == 3 ? Read(args[2]) : null;
    foreach (var warning in warnings) Console.Error.WriteLine("warning: " + warning);

    string[] metrics = ["D98%[Gy]", "D50%[Gy]", "D2%[Gy]", "Mean[Gy]", "V30Gy[cc]"];
    foreach (var structure in structures)
    {
        var evaluated = new StructureDose(structure, dose);
        if (evaluated.Problem is { } problem)
        {
            Write($"{structure.Name}: {problem}");
            continue;
        }

        var figures = metrics.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {MetricEvaluator.Evaluate(Metric.Parse(name), evaluated):0.00}"));
        Write($"{structure.Name}: {evaluated.Histogram.VolumeCc:0.00} cc, {string.Join(", ", figures)}");
    }

    // Clinical goals: the metric, the limit, and how far a miss may go.
    var goal = new Goal { Structure = structures[0].Name, Expression = GoalExpression.Parse("D98%[Gy] >= 30"), Tolerance = 5 };
    var column = new EvaluatedDose("A", dose, [new StructureDose(structures[0], dose)], []);
    foreach (var verdict in GoalEvaluator.Evaluate(new GoalSet("sample", "", [goal]), [column]).SelectMany(entry => entry.Verdicts))
        Write($"goal {verdict.Structure} {goal.Expression}: {verdict.Status}");

    if (other is not null)
    {
        var gamma = GammaIndex.Compare(dose, other, new GammaCriteria { DosePercent = 3, DistanceMm = 2 }, WorkContext.Default);
        Write($"gamma 3 %/2 mm: {gamma.PassPercent:0.00} % of {gamma.EvaluatedVoxels} voxels pass, mean {gamma.MeanGamma:0.000}");
    }

    return 0;
}
catch (InputException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

static DoseVolume Read(string path) => new() { Values = MetaImage.Read(path), Quantity = DoseQuantity.PhysicalDose, Source = path };

static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

/// <summary>A ball of 20 mm, drawn slice by slice, in a dose of 40 Gy that falls off as a Gaussian of 20 mm.</summary>
internal static class Ball
{
    private const double RadiusMm = 20;
    private const double SigmaMm = 20;
    private const double HighestGy = 40;
    private const int Corners = 360;

    /// <summary>The dose.</summary>
    /// <param name="shiftMm">How far it lies off along x.</param>
    public static DoseVolume Dose(double shiftMm)
    {
        var grid = new Grid<float>(new GridGeometry(new Vector3d(-39, -39, -39), new Vector3d(2, 2, 2), 40, 40, 40));
        for (var n = 0; n < grid.Values.Length; n++)
        {
            var fromMiddle = grid.Geometry.Center(n) - new Vector3d(shiftMm, 0, 0);
            grid.Values[n] = (float)(HighestGy * Math.Exp(-0.5 * fromMiddle.Dot(fromMiddle) / (SigmaMm * SigmaMm)));
        }

        return new DoseVolume { Values = grid, Quantity = DoseQuantity.PhysicalDose, Source = "made here" };
    }

    /// <summary>The ball as circles 1 mm apart, each with the mean section of its slab.</summary>
    public static Structure Contours()
    {
        var contours = new List<Contour>();
        for (var z = 0.5 - RadiusMm; z < RadiusMm; z++)
        {
            var radius = Math.Sqrt(RadiusMm * RadiusMm - z * z - 1 / 12.0);
            var angles = Enumerable.Range(0, Corners).Select(n => 2 * Math.PI * n / Corners).ToArray();
            contours.Add(new Contour(z, [.. angles.Select(angle => radius * Math.Cos(angle))], [.. angles.Select(angle => radius * Math.Sin(angle))]));
        }

        return new Structure { Name = "BALL", Contours = contours };
    }
}
