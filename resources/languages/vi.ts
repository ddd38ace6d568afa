<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source> %n tensor of {total:,} were not compared.</source>
        <comment> %n tensors of {total:,} were not compared.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source> (and {count:,} more)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (estimated)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The architecture {arch} is stored with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> against </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> along axis {axis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source> and %n other file</source>
        <comment> and %n other files</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n shard</source>
        <comment> and %n shards</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source> and {count:,} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {count:,} more rules are in force but not shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {fraction:.0%}, {left} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · a cell is a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · {done:,} compared so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · {reduction} of each {rows:,}×{columns:,} block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#{number:,}: {value} · cumulative energy {held:.1%}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n bin</source>
        <comment>%n bins</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bin (zoomed range), exact</source>
        <comment>%n bins (zoomed range), exact</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell beyond the color range</source>
        <comment>%n cells beyond the color range</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead row: {rows}{more}</source>
        <comment>%n dead rows: {rows}{more}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element</source>
        <comment>%n elements</comment>
        <extracomment>Left out where the window is low: a plot should have more room than the numbers above it.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element became 0</source>
        <comment>%n elements became 0</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element by their {values}; log color scale</source>
        <comment>%n elements by their {values}; log color scale</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element overflowed</source>
        <comment>%n elements overflowed</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element with NaN or Inf in A or B: left out of these numbers.</source>
        <comment>%n elements with NaN or Inf in A or B: left out of these numbers.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry</source>
        <comment>%n entries</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n estimated singular value from {low} to {high}</source>
        <comment>%n estimated singular values from {low} to {high}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file</source>
        <comment>%n files</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n interpreter without torch</source>
        <comment>%n interpreters without torch</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key match</source>
        <comment>%n keys match</comment>
        <extracomment>Longer values (a tree of modules, the shapes of all tensors) are not for typing. The shape of the noise has a field of its own.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key would be there twice.</source>
        <comment>%n keys would be there twice.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file</source>
        <comment>%n more files</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row</source>
        <comment>%n more rows</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more value too long to edit here</source>
        <comment>%n more values too long to edit here</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note</source>
        <comment>%n notes</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other</source>
        <comment>%n others</comment>
        <extracomment>How strongly groups side by side are coloured, in turn.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other part of {name}</source>
        <comment>%n other parts of {name}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parameter</source>
        <comment>%n parameters</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pickle import ({what})</source>
        <comment>%n pickle imports ({what})</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row from {name}</source>
        <comment>%n rows from {name}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row selected</source>
        <comment>%n rows selected</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n singular value</source>
        <comment>%n singular values</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n singular value from {low} to {high}</source>
        <comment>%n singular values from {low} to {high}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step</source>
        <comment>%n steps</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step · {tensors} · {folder}</source>
        <comment>%n steps · {tensors} · {folder}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor</source>
        <comment>%n tensors</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor (sampled)</source>
        <comment>%n tensors (sampled)</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor below holds NaN or infinite values.</source>
        <comment>%n tensors below hold NaN or infinite values.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor can&apos;t be read.</source>
        <comment>%n tensors can&apos;t be read.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor can&apos;t be read; its row says why.</source>
        <comment>%n tensors can&apos;t be read; their rows say why.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor cast, largest error {error}</source>
        <comment>%n tensors cast, largest error {error}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor checked</source>
        <comment>%n tensors checked</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor contains NaN or Inf.</source>
        <comment>%n tensors contain NaN or Inf.</comment>
        <extracomment>Files of no more than this are checked without being asked for; others take longer than anybody expects of opening. What is on a server costs somebody each byte. Tensors of one kind that are named; the rest are counted. Where the text of a notice begins. The lists of :class:`Health`; what has a severity is a notice, since it should not be; untrained weights are no damage.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor is all zero.</source>
        <comment>%n tensors are all zero.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor is constant.</source>
        <comment>%n tensors are constant.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor of the adapter without a match in the base: {shown}{more}.</source>
        <comment>%n tensors of the adapter without a match in the base: {shown}{more}.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor, {size}</source>
        <comment>%n tensors, {size}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown pickle import; nothing was imported.</source>
        <comment>%n unknown pickle imports; nothing was imported.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value</source>
        <comment>%n values</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value, one bar each</source>
        <comment>%n values, one bar each</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;About Checkpoint Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add to extract tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Collapse all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export selection …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Memory limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste rows into extract tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Python interpreter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo in extract tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save merged checkpoint …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo in extract tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>({strides}) elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>, %n element overflowed</source>
        <comment>, %n elements overflowed</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n value</source>
        <comment>, %n values</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>, all values finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, and {count:,} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, assumed from the order and shapes of the parameters</source>
        <extracomment>Said of a parameter that the file does not name.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, contiguous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, not all read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, on a log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>, with %n row in the extract tray</source>
        <comment>, with %n rows in the extract tray</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>, {count:,} read</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>1 of %n tensor differs</source>
        <comment>1 of %n tensors differs</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>80% of RAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: drop on another tab to compare</source>
        <extracomment>The widths of a tab, in pixels: a longer name is cut, and what does not fit beside the others is scrolled to. The share of a tab at each end where a drop moves beside it. Whether what is in a tab, by its number, can be compared.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>; %n value left out</source>
        <comment>; %n values left out</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>; {count:,} can&apos;t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Python file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A and B are the same file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A and B are the same file; nothing was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Checkpoint Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Absolute tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add or remove &amp;bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the extract tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All elements are bit-identical.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All kernels side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All matched names are equal; no rules needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tensors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tensors match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All values are equal, though their bytes differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All values checked are zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also write values that are not tensors (.pth only)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An adapter and its base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {count:,} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another checkpoint …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arguments it is called with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As a self-contained HTML page, or as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assumed: {assumptions}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At {index}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto-detect (requires torch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Axis {axis}: %n outlier among {count:,} (mean |x| at least {factor:g}× the median): {named}.</source>
        <comment>Axis {axis}: %n outliers among {count:,} (mean |x| at least {factor:g}× the median): {named}.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Axis {axis}: no outliers among {count:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book&amp;marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmarked.</source>
        <extracomment>Longer names of classes are cut. The sign of each mark and what it means, the weightiest first.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both are empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both histograms overlaid; sorts by their Jensen-Shannon distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By axis</source>
        <extracomment>Axes that are gone through unasked, to name the outliers of each; an axis chosen is read in any case. Lower than this a plot shows nothing. Outliers that are named. Sizes of groups that are offered.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>By layer: %n call</source>
        <comment>By layer: %n calls</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By layer: all %n call bit-identical</source>
        <comment>By layer: all %n calls bit-identical</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By layer: {differing:,} of %n call differ</source>
        <comment>By layer: {differing:,} of %n calls differ</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Byte range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel it and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Choose the effective rank again to compute it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cast &amp;floating-point tensors to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cast floating-point tensors to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change what is verified …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chec&amp;k against manifest …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the download isn&apos;t a web page or an LFS pointer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check {name}</source>
        <extracomment>Rows of what is wrong; where all is, the first tell as much.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking all values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking all values …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints stay that a rule names: best (lowest loss), first, last, last=3, every=10. All others are deleted, once everything that stays was read to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a name, write the file, and verify it by reading it back (Ctrl+Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an architecture, or custom code (Ctrl+Shift+V)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class or function in the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing the window cancels it; nothing is written then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Color range ±{limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colors of each role on their own, so that small changes over depth show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare &amp;with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare all {count:,} as transposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare as transposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare transposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with the step before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared transposed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing {a} with {b}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing: {failure}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute exactly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing effective ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing exactly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contains NaN or Inf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied {count} values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Copy %n key</source>
        <comment>Copy %n keys</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as P&amp;ython</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as TSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy file path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy image</source>
        <extracomment>Pixels to a point of what is copied or saved: sharp on slides.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy key</source>
        <extracomment>Longer keys are shortened in the menu of bookmarks. What the panels compute with. What the right side is made of; each takes some milliseconds to import.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy paths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the key in B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the report as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected values, or the whole page, as a NumPy literal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected values, or the whole page, as tab-separated text (Ctrl+C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the snippet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine similarity of A and B as vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting the elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting the tensors selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting the visible range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting {key}</source>
        <extracomment>Exact histograms kept, so that going back to a pair shows them at once. Lower than this, in pixels, there is no room for all numbers.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts on a linear axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts on a logarithmic axis: shows the tails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom code …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged: the bytes do not match the checksum that the archive has of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dangerous class: loading it can run code. Nothing was run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dead rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n checkpoint for good, which frees {freed}</source>
        <comment>Delete %n checkpoints for good, which frees {freed}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Density</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Density of %n element from {low} to {high}</source>
        <comment>Density of %n elements from {low} to {high}</comment>
        <extracomment>From few elements to many, on a light ground and on a dark one.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detecting the architecture …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Didn&apos;t shut down cleanly. Restore {what}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference by layer: {count:,} of {total:,} differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard the rules, look for prefixes and moved tensors, and compare again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distributions</source>
        <extracomment>Takes one of the roles that were found.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distributions of {what}, the first on top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distributions over the steps</source>
        <extracomment>What the plot&apos;s axis takes, and each ridge.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divider between panes; arrow keys move it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Don&apos;t run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double-click a file to open it in a tab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double-click a row to see its values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download {title}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download{much}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag it onto another tab to compare the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag rows out of the window to export them there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag the tab onto another one to compare the two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag this out of the window to export the file there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop checkpoints here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop rows from any open checkpoint here, or select them and press Ctrl+E.</source>
        <extracomment>What is in the tray, and was before. Which module an open checkpoint is of, as far as that was found. The folder to begin with when a name is asked for. The interpreter to verify in, and the bytes that may take. Whether the rules typed are to be applied as soon as it is known what they do. Whether nothing stands in the way of writing what is in the tray.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to add the rows to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to compare {name} with {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to move the tab here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to open</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Drop to open %n file</source>
        <comment>Drop to open %n files</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Dropped file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xpand all below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eff. rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements that are equal within the tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements that are not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements that differ by any amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries of the checkpoint</source>
        <extracomment>Of so many rows the widths of columns are taken: a name needs all the room that is left.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries shown</source>
        <extracomment>How often what a filter on numbers shows is brought up to date while tensors are read.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries that match the filter, of all in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expand all below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export and drag-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export cancelled; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export under way</source>
        <extracomment>The question that is open.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extract &amp;tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extract tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File (array or image) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files without a tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter file names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: words, shape:4096, dtype:bf16, size&gt;1M, /regex/</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: words, shape:4096, dtype:bf16, std&gt;1, has:nan, /regex/</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings, health, layers and the numbers of all tensors as one HTML page to share</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>First %n row selected</source>
        <comment>First %n rows selected</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>First Inf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First NaN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a training run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>In the order in which they are laid out.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format of the new file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a sample of {count:,} values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a sample only: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From preferences, or auto-detect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the file, where the class has such parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the first NaN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the first infinity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the maximum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the minimum</source>
        <extracomment>What a button that goes to one says.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {index:,} ({first:,} to {last:,})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Hashes of %n tensor saved as {path}</source>
        <comment>Hashes of %n tensors saved as {path}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Hashing cancelled; it goes on there if the hashes are saved under the same name again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hashing {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat map of {rows} × {columns} cells, color range ±{limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the extract tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram</source>
        <extracomment>Elements looked at for the first picture, which is there before the exact one of a large tensor.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of {totals} values in {bins} bins from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold 90%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index (descending)</source>
        <extracomment>Powers of ten below the largest value that a logarithmic axis shows: what lies deeper is rounding. Largest values beyond these are the unit of the axis: pyqtgraph reckons with differences and products of them.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index to go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index {index:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the extra named above, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a Python path configuration file, not a checkpoint. Nothing in it was run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was merged in this window and is in no file yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its server does not serve parts of files, so that opening it takes all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jensen-Shannon distance between the two histograms: 0 for equal, 1 for disjoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep both: those from {source} get the prefix {prefix}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep original</source>
        <extracomment>What no cast is called.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep storages whole and shared (.pth only); otherwise only the viewed elements are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the best, the last, every tenth checkpoint; the plan is shown first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in the file together with its outputs on a small input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <extracomment>The quantiles that have a column. The column of numbers that take more than reading the tensor: they are computed where it is shown. All columns, in their usual order.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys, interpreter, limits and tolerances …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2 norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest element</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest magnitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest over smallest singular value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest relative change: {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest singular values that hold 90% of the energy (sum of squares)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest |b - a| of any element</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last session</source>
        <extracomment>What was open before, until it is opened again.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer call (in order)</source>
        <extracomment>Decades below the smallest difference, where layers stand that are equal, and above the largest, where those stand whose difference is no finite number. The part of the height that is left free above and below. More dots than this would lie on one another, and take long to draw; stems then are enough.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer map</source>
        <extracomment>So much is read unasked, to have the map of a small file at once. The map is no higher than this; more roles are scrolled to.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer map of the relative change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {number}: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear</source>
        <extracomment>How long the last plot may stay while the next one&apos;s is not there yet: blanking at once would flicker.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines over the steps</source>
        <extracomment>Lines beside the one in front; more would be a surface. The opacity of those that are not in front. A line is pointed at from so many pixels.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines wrap on screen; copying keeps the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List all tabs</source>
        <extracomment>Files that have no tab yet. Files that are to be listed once those have theirs.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load with {library}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the checkpoints …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for interpreters …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magnitudes. {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifest (*{suffix});;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map of tensors by steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match names by these rules only, and compare again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match system</source>
        <extracomment>What the user can choose, and what it is called.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Matched %n pair {how}.</source>
        <comment>Matched %n pairs {how}.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max / RMS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max relative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max |d|</source>
        <extracomment>How large the answer is, compared with other text; a long one (what went wrong) is smaller.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum shard size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean magnitude, by which outliers are told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean |d|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean |x|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring the adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring what the adapter changes …</source>
        <extracomment>Of a row of the command line those cells that are shown here.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge and save …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Min</source>
        <extracomment>Where numbers are to be found.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modules of the adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NaN and Inf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NaN/Inf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Sorted by these, one wants to see the largest first.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neighboring indices taken together, such as the channels of an attention head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next c&amp;hange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next change (F8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next p&amp;ane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No bookmarks in this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data in the file (meta tensor).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No element is finite in both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No finite values to plot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No finite values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layers: no two keys differ in numbers only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tensors in common. Add renaming rules below, under Names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tensors in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No torch optimizer state in the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>None of %n element is finite in both; {differing} differ.</source>
        <comment>None of %n elements is finite in both; {differing} differ.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>None of the tensors shown differ so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the tensors shown differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None. You are asked before custom code runs for the first time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not an index of {shape}: type a number for each axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked for NaN/Inf: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Not compared in {side}: %n tensor, such as {key}</source>
        <comment>Not compared in {side}: %n tensors, such as {key}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Not compared yet.</source>
        <extracomment>Of the rows that have a result: what they say does not change any more.
----------
While results come, the summary says what changed most this often. The fingerprint is as high as this, and has a quarter of what the window is higher than this. What shows a pair is made of these; each takes some milliseconds to import. What an adapter does to its base, if the two are such.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not drawn: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet checked for NaN/Inf (reads {nbytes}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing (loads and runs)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in it was executed. Try another copy of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing took {name} where it was dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number that is plotted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW puts at its own *: model.*=* strips a prefix, *=net.* adds one. New keys show as you type; Return applies them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW repeats.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OLD=NEW, such as module.*=* or hidden.*=hidden1.*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of another shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One OLD=NEW rule per line, from names in A to names in B. A * in OLD matches any text, and NEW puts it at its own *. Equal names always match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One matrix is the exact transpose of one in the other file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only .pth and .safetensors can store it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for rows from one checkpoint whose architecture was recognized (see its summary)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what is needed is fetched: the index to open it, then the tensors you look at. A token for the Hugging Face Hub is taken from HF_TOKEN or from where its own tools keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open checkpoints</source>
        <extracomment>What the desktop puts around a window, at the most.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open e&amp;xample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files</source>
        <extracomment>Characters of a title that are measured; the bar cuts it to what there is room for. So many files open as they are asked for; of more the first one does, and tabs of the others are made for these seconds, then the window has its turn. So many files of one drop have a tab; the others are listed in one. The checkpoints that somebody besides the tabs still reads from. Whether tabs may be closed at once; if not, somebody is asked first, and what is given called once they may.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open loc&amp;ation …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open rece&amp;nt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {file} in a tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens, inspects, extracts, compares and verifies checkpoints of any framework. Nothing in a file is ever executed. MIT license.

Runs on {running}.
torch: not loaded. Verification loads it in a separate process.

No telemetry and no update check: the program opens no connection but to the addresses you open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer: {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other (by ID) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output of the failed code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outputs as rows, inputs as columns; without it one slice is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outputs side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Outputs side by side, the first %n value</source>
        <comment>Outputs side by side, the first %n values</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Outputs stored in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over depth</source>
        <extracomment>Lines that still are a picture, and of which the names fit below it. So much is read as soon as the panel is looked at; of larger files when asked to.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overall relative change: {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page (*.html);;JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters, or a moment of the optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pickle imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefere&amp;nces …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous chan&amp;ge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous change (Shift+F8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>Work that ends sooner is not worth a word.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PyTorch, safetensors, GGUF, ONNX, HDF5, NumPy and more. Opening reads only the index; nothing is executed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python interpreter for verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python that loads this tensor with {library}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantiles; each is the value of an element</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMS {rms}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random input (seed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read all tensors ({unread})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read all values and count them exactly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read all values and look for NaN, Inf and all-zero tensors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read {translation}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading all tensors of {name}</source>
        <extracomment>How often those who show the numbers hear of new ones. How often the statistics and quantiles of a tensor go through its elements at most.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading all tensors …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading axis {axis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the tensor</source>
        <extracomment>Statistics kept, so that going back to a tensor shows them at once. Tensors up to this size are held against the checksum of their archive whenever they are shown. Of tensors that are selected together so much is read unasked.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the tensors selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what stays …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {key} at each step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads all tensors and compares them with saved hashes: a manifest, an LFS pointer, a list of SHA-256 sums, or what gguf-hash prints. The file may be in another format by now. Damage is located to blocks of 4 MiB; with a good copy, to the element and the bit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rebuild the module in a separate process, run it, and compare its outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rebuild the module, run it, and compare its outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded outputs …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo the last undone edit (Ctrl+Shift+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference for the outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative change of each tensor, in the order of the file</source>
        <extracomment>A bar is at least so wide, in pixels: where there are more tensors than bars, the largest of several is drawn. Narrower bars touch each other: gaps that fall between pixels would look like stripes. Changes that span more than this are drawn on a logarithmic scale, of at most so many decades below the largest. What is the same still has a stub, in pixels. The frame around the bar of the selected row is at least so wide. How opaque what has no size is. Decades of room below the least change.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative change |b - a| / |a| (L2 norm), or how else the tensor differs; for a group, the largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative update</source>
        <extracomment>A learning rate that exceeds those beside it so many times is a spike.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember until the file changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all rows from the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove optimizer state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename keys to match the module: OLD=NEW, separated by spaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename those from {source}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename: hidden.*=hidden1.*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renaming rules from A to B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen &amp;last session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace those of {target}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore last session on launch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry what could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Return renames %n row as shown.</source>
        <comment>Return renames %n rows as shown.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Reveal in Finder</source>
        <extracomment>What the menus of each desktop call it.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role whose layers are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root mean square</source>
        <extracomment>Rows that Qt&apos;s headers bear; of longer axes the first in the order chosen are shown. What is known of each index, what is most asked for first.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows to export</source>
        <extracomment>More rows are not selected unasked: Qt asks the model about each cell of a selection.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules for what to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same bytes, different dtypes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as {kind}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save co&amp;mparison …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save comparison …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save hashes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save hashes as mani&amp;fest …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it to …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved the comparison as {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved the report as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale each row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching the tensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a cell for the numbers of a tensor at a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shades mark groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape or value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shards</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Shares storage with %n tensor</source>
        <comment>Shares storage with %n tensors</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Shares storage with other tensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in Explorer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only the entries that match every term:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only the tensors that differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show output …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the summary of the {subject} (Alt+Home)</source>
        <extracomment>Rows shown at first, and of what a filter found: levels are opened while they fit.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show values at [{index}]</source>
        <extracomment>Blue, through the colour of the ground, to red; readable with every common colour vision deficiency. Above and below the plot, for the half of the colour bar&apos;s first and last labels that stands out. What it is called when it is saved.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show values of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {folder} in the file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {what}; cells that differ are marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single file</source>
        <extracomment>Sizes offered for shards, as people write them; the first is none at all.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Singular values above rounding error (dashed line)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Singular values on a linear axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Singular values on a logarithmic axis: shows the tail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size by data type: {types}</source>
        <extracomment>Element types listed; the structured types of a NumPy archive may each be one of their own.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size by tensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size by tensor: a rectangle for each tensor, its area proportional to its size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of a group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest element</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorting the tensors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorting the tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split a larger file into shards of at most this size, with an index file (.safetensors only)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square root of the sum of squares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squared Frobenius norm over squared spectral norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stable rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stack of layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistic plotted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics of each index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Std</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop trusting the selected code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strided view: not contiguous in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary of the comparison</source>
        <extracomment>Rows and suggestions listed one by one.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary of the {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap A and &amp;B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes minutes for a side of 8,192; the progress is below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor or file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor under the mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensors</source>
        <extracomment>Columns shown at first; the others are a click away. Rows whose texts the widths of columns are taken from. So much is read as soon as the table is looked at; of larger files when asked to.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensors and their numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensors by steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensors of both checkpoints</source>
        <extracomment>The outlines of both histograms in a cell of some size, from its top left corner.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensors that changed most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensors that differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter can&apos;t be measured: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The architecture can&apos;t be told: {error}.</source>
        <extracomment>The arguments that the file keeps for a class of the user&apos;s own, as they are typed. What was found; None while it is looked for.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clipboard holds no rows of an open checkpoint.</source>
        <extracomment>Which module an open checkpoint is of, as far as that was found.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cosine of the angle between a and b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dtypes differ; the values are equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dtypes differ; there are no elements to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exact histogram is being computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file looks incomplete. Copy or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may be fine; this version can&apos;t read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may have been moved or deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files were not compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first NaN is at {index}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first infinity is at {index}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first {count:,} of {total:,} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first {count:,} of {total:,} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history of {name} was not read to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The interpreter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest |b - a|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The maximum is at {index}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of |b - a|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The minimum is at {index}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan {sentence}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same object as {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shapes differ, so elements can&apos;t be compared one by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spectral norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The storage is larger than its tensors need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Them&amp;e</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no tensors in {empty}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These files can&apos;t be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin this run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file can&apos;t be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pair can&apos;t be compared: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many rows to expand at once; filter, or expand group by group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-1 agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training &amp;history …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transposed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trusted code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>Values copied at once: text of some tens of megabytes. Tiles are read once painting has asked for all that are in sight. Makes what is shown of a slice.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last edit (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unexpected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown class; it was not imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved checkpoint</source>
        <extracomment>The question that is open.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <extracomment>Characters shown; the clipboard gets the same. A line is folded on screen where it is longer: Qt takes a second and more to lay out one of 200,000 characters. Elements of a container that is written out in full; pprint takes a while for each.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of the slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values on a logarithmic axis, linear about zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values that differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify what is written as {arch}, and keep what it is and what it gives in the new file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying as soon as the architecture is detected …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views of the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a cell shows of the values it covers</source>
        <extracomment>Makes the picture that is asked for, in a worker thread.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the cells are colored by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What went wrong, maps and lines over the steps as one HTML page to share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the largest difference is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the optimizer&apos;s files, save in the last checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the base with the adapter merged into it, as PEFT merges it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <extracomment>How often a name was promised: files of two drags lie in one folder, where the second must not replace the first.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing {name} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {what} to {name}{shards}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X.npy, .pt, .safetensors, or an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Y.npy, .pt or .safetensors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You hit a bug in this program. It keeps running; files you open are never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not have permission to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Python file or an installed module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a regular expression on the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a repository of the Hugging Face Hub, or a file in it with /path behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>absolute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all {matched}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>also gs:// and az://; needs the extra remote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count:,} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {rest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any axis of this size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any web server with range requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at step {step}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>axis 0, rows ({size:,})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>axis 1, columns ({size:,})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>axis {axis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>axis {axis} ({size:,})</source>
        <extracomment>An axis beyond this one can&apos;t be chosen to be shown; boxes for each of a thousand axes would help nobody.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by a given rule</source>
        <extracomment>Rules shown; of a model that was renamed throughout there may be as many as tensors. The others stay as they are.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by canonical names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by equal content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by position in a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by stripping a prefix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the name of a neighbor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>byte order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can&apos;t be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cast with errors up to {error}; relative error {relative}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the file of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colored by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compared with {reference}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comparison</source>
        <extracomment>While results come, rows that depend on them are put in order anew this often: nobody can read rows that move. Orders that do not depend on results.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conjugate bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contains NaN; also has:inf, has:zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>content {digest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>crossed out: NaN or Inf in %n tensor</source>
        <comment>crossed out: NaN or Inf in %n tensors</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>dangerous</source>
        <extracomment>Findings of one severity shown one by one; the rest are counted. A hostile file may have a million. What an import is, by the severity of naming it.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dtype differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>effective rank {rank}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>either one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>equal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exp of the entropy of the singular values, normalized to sum to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exp of the entropy of the singular values; estimated for matrices with both sides over 512, none for more than 67 million elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>format</source>
        <extracomment>How languages without Latin letters mark the key of a menu entry: ``(&amp;F)``. Of the heading of the page and of those of its sections, by the size of the text.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {key} of {location}</source>
        <extracomment>What the files are called that rows are from, if these are several.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {origin}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>groups of {size:,} of {axis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf://, https:// or s3:// address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identical</source>
        <extracomment>What became of a tensor, within a sentence or a line.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in B: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in groups of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>internal error, a bug in this program; the report has the details</source>
        <extracomment>How long a thread waits before it starts, so that what the interface is just building is first built and painted: with a busy thread beside it, every call into Qt may wait for the interpreter. So many jobs of one kind run at once: those of a thousand files dropped on the window would take all of its time.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest magnitude</source>
        <extracomment>Rows and columns of a picture at most. Kernels shown side by side along each axis at most. Kernels larger than this are pictures of their own rather than tiles. Values read at once. Share of the cells that the colors span; a few outliers would make all others look like zero.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>magnitudes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max |d|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max |d| {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min, max, mean, median, std, rms, l2, peak (max / rms), zeros, nan, inf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model.pth, .safetensors, …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model.py, or an installed module such as package.models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>negative bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no tensors</source>
        <extracomment>Rows that are looked at together; who selects more is told so. Layers are looked for among the names of so many tensors; no map of more could be read, and looking takes a while.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>numpy.array({listed}, dtype={name!r})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of another shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on random input (seed {seed}), {shape}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only in A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only in B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optimizer state of {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prefix with - to exclude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quantization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relative update {ratio}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set (values are conjugated on read)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set (values are negated on read)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shape differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shape differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>singular value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>singular value (estimate)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size in bytes, number of elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>such as 3, 17</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the ID of an architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the arguments are of the form width=64 depth=2, unlike {part}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the data type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the exact shape; * is any size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name of the class in the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the outputs stored in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same key in B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the shape of the input is a list of sizes, such as 1 × 3 × 224 × 224</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {count} largest of {total:,} roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {name} is a number, such as 1e-5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unexpected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unreadable</source>
        <extracomment>What is sorted, with its keys, and what has no value yet: new numbers are merged into the first.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <extracomment>Where a bar of no values ends on a logarithmic axis: below the bar of one. Values beyond this are drawn in units of it: sums and differences of the largest floats would be infinite. And all that are smaller in units of the largest: Qt dies of shares of the smallest floats.
----------
How far a ridge reaches over the one above it, in rows. Rows that have room for a label each.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified by reading it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with the tensor it is tied to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words in the key, in any order</source>
        <extracomment>How long typing must pause before the filter is applied. The language of the box, as examples and what they mean.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zero point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{a} and {b} differ in values per element, so elements can&apos;t be compared one by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bins} of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bins}, exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bins}, from 1 in {every:,} elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bin}, most of {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cosine:.6f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} ({share:.1%})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} ({share:.2%})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} above {edge} (max {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} below {edge} (min {low})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} matrices are each the exact transpose of one in the other file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} not finite</source>
        <extracomment>What a number of tensors does, where that is something else. On light and on dark, as ``#rrggbb``.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n row from {source} have keys that {target} has, too.</source>
        <comment>{count:,} of %n rows from {source} have keys that {target} has, too.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{count:,} of {total:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} tensors, colored by depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} values are too many to copy; select at most {most:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} without numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count}, estimated from random vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{differences:,} of {total:,} differ</source>
        <extracomment>How often what has been found meanwhile is shown. How long comparing steps back for that. How long comparing waits for the first rows to be painted: beside busy threads that would take long. What it is shown with; each takes some milliseconds to import. A key that was to be selected and is in neither file.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{differing:,} of %n tensor differ</source>
        <comment>{differing:,} of %n tensors differ</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{differing:,} of %n tensor differ so far</source>
        <comment>{differing:,} of %n tensors differ so far</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{differing:,} of {elements:,} elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{differing:,} of {total:,} differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{differing} of %n element differ; {what} can&apos;t be subtracted.</source>
        <comment>{differing} of %n elements differ; {what} can&apos;t be subtracted.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{dtype}, shape {shape}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}; byte {offset:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}
not compared yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} ({a}, not {b})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} at step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} in B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is the transpose of {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} may be (by its shape) the transpose of {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: not compared yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{key}: {share}, %n parameter</source>
        <comment>{key}: {share}, %n parameters</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{layers:,} layers of {prefix} by {roles:,} roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{moment} of {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n layer)</source>
        <comment>{name} (%n layers)</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (history)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (open)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (unsaved)</source>
        <extracomment>A key that was to be selected and is not in the file. The column that the tree is sorted by, -1 for none, and whether the largest come first. The keys that are marked to come back to.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} at {steps} (sampled)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can&apos;t be read: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no matching tensor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{name} in %n cell</source>
        <comment>{name} in %n cells</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is {kind}, such as {example}, not {typed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} of {count:,} indices, {marked:,} of them marked</source>
        <extracomment>Indices in sight beyond twice as many are drawn by the least and the largest of each run. Largest values beyond these are the unit of the axis: pyqtgraph reckons with differences and products of them. Marked indices that get a dot each.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{name} over depth of %n role</source>
        <comment>{name} over depth of %n roles</comment>
        <extracomment>How near, in pixels, the mouse must be to a point to mean it. Numbers beyond are not drawn: pyqtgraph reckons with differences and products of them.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{name} {first:,} to {stop:,} of {count:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, as the file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: the axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{nan:,} NaN, {inf:,} Inf, first at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{outside:,} outside |b - a| &lt;= {atol} + {rtol} |b|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{posinf:,} positive, {neginf:,} negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rank:,} of {total:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} × {columns} values</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n file</source>
        <comment>{shown:,} of %n files</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n step</source>
        <comment>{shown:,} of %n steps</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n tensor</source>
        <comment>{shown:,} of %n tensors</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n tensor (sampled)</source>
        <comment>{shown:,} of %n tensors (sampled)</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{size} (%n group)</source>
        <comment>{size} (%n groups)</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{size} ({count:,} bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start:,} to {stop:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}: singular values of {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tensors}, {bins}, exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} · damaged: bytes do not match their checksum</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{text}; %n tensor can&apos;t be read: {key}: {error}</source>
        <comment>{text}; %n tensors can&apos;t be read: {key}: {error}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{title} was not opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unused} are not referenced by any tensor in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} over the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} will run on this computer with your permissions, in a separate process. Run it only if you trust its author.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}; it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{work} is not done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>|b - a| / |a| in the L2 norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… and %n more danger; `scan` on the command line lists all.</source>
        <comment>… and %n more dangers; `scan` on the command line lists all.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more value</source>
        <comment>… and %n more values</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more warning; `scan` on the command line lists all.</source>
        <comment>… and %n more warnings; `scan` on the command line lists all.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>… and {count:,} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select All</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>&amp;No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select All</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
