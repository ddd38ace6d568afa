<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source> %n all zero: {named}.</source>
        <comment> %n all zero: {named}.</comment>
        <translation>
            <numerusform>%n 个全为零：{named}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> %n tensor of {total:,} were not compared.</source>
        <comment> %n tensors of {total:,} were not compared.</comment>
        <translation>
            <numerusform> 共 {total:,} 个张量中有 %n 个未比较。</numerusform>
        </translation>
    </message>
    <message>
        <source> (and {count:,} more)</source>
        <translation>（另有 {count:,} 项）</translation>
    </message>
    <message>
        <source> (estimated)</source>
        <translation>（估计值）</translation>
    </message>
    <message>
        <source> ({count:,} of {total:,})</source>
        <translation>（{total:,} 个中的 {count:,} 个）</translation>
    </message>
    <message>
        <source> The architecture {arch} is stored with it.</source>
        <translation> 架构 {arch} 已随文件保存。</translation>
    </message>
    <message>
        <source> against </source>
        <translation> 对比 </translation>
    </message>
    <message>
        <source> along axis {axis}</source>
        <translation>，沿轴 {axis}</translation>
    </message>
    <message>
        <source> and </source>
        <translation> 和 </translation>
    </message>
    <message numerus="yes">
        <source> and %n other file</source>
        <comment> and %n other files</comment>
        <translation>
            <numerusform> 及另外 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n shard</source>
        <comment> and %n shards</comment>
        <translation>
            <numerusform> 及 %n 个分片</numerusform>
        </translation>
    </message>
    <message>
        <source> and {count:,} more</source>
        <translation> 及另外 {count:,} 项</translation>
    </message>
    <message>
        <source> in {key}</source>
        <translation>，位于 {key}</translation>
    </message>
    <message>
        <source> while {what}</source>
        <translation>（在{what}时）</translation>
    </message>
    <message>
        <source> within rtol {rtol:g}, atol {atol:g}</source>
        <translation>（rtol {rtol:g}、atol {atol:g} 之内）</translation>
    </message>
    <message>
        <source> {count:,} more rules are in force but not shown.</source>
        <translation> 另有 {count:,} 条规则生效但未显示。</translation>
    </message>
    <message>
        <source> {fraction:.0%}, {left} left</source>
        <translation> {fraction:.0%}，剩余 {left}</translation>
    </message>
    <message>
        <source> · a cell is a value</source>
        <translation> · 每格一个值</translation>
    </message>
    <message>
        <source> · magnitudes</source>
        <translation> · 幅值</translation>
    </message>
    <message>
        <source> · {done:,} compared so far</source>
        <translation> · 已比较 {done:,} 个</translation>
    </message>
    <message>
        <source> · {reduction} of each {rows:,}×{columns:,} block</source>
        <translation> · 每个 {rows:,}×{columns:,} 块的{reduction}</translation>
    </message>
    <message>
        <source>#{number:,}: {value} · cumulative energy {held:.1%}</source>
        <translation>第 {number:,} 个：{value} · 累积能量 {held:.1%}</translation>
    </message>
    <message numerus="yes">
        <source>%n bin</source>
        <comment>%n bins</comment>
        <translation>
            <numerusform>%n 个分箱</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bin (zoomed range), exact</source>
        <comment>%n bins (zoomed range), exact</comment>
        <translation>
            <numerusform>%n 个分箱（缩放范围），精确</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bit</source>
        <comment>%n bits</comment>
        <translation>
            <numerusform>%n 位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell beyond the color range</source>
        <comment>%n cells beyond the color range</comment>
        <translation>
            <numerusform>%n 个单元格超出颜色范围</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checkpoint</source>
        <comment>%n checkpoints</comment>
        <translation>
            <numerusform>%n 个检查点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead row: {rows}{more}</source>
        <comment>%n dead rows: {rows}{more}</comment>
        <translation>
            <numerusform>%n 个死行：{rows}{more}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element</source>
        <comment>%n elements</comment>
        <extracomment>Left out where the window is low: a plot should have more room than the numbers above it.</extracomment>
        <translation>
            <numerusform>%n 个元素</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element became 0</source>
        <comment>%n elements became 0</comment>
        <translation>
            <numerusform>%n 个元素变为 0</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element by their {values}; log color scale</source>
        <comment>%n elements by their {values}; log color scale</comment>
        <translation>
            <numerusform>%n 个元素按{values}分布；颜色为对数刻度</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element overflowed</source>
        <comment>%n elements overflowed</comment>
        <translation>
            <numerusform>%n 个元素溢出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element with NaN or Inf in A or B: left out of these numbers.</source>
        <comment>%n elements with NaN or Inf in A or B: left out of these numbers.</comment>
        <translation>
            <numerusform>%n 个元素在 A 或 B 中为 NaN 或 Inf：未计入这些数值。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry</source>
        <comment>%n entries</comment>
        <translation>
            <numerusform>%n 个条目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n estimated singular value from {low} to {high}</source>
        <comment>%n estimated singular values from {low} to {high}</comment>
        <translation>
            <numerusform>%n 个估计的奇异值，从 {low} 到 {high}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file</source>
        <comment>%n files</comment>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding</source>
        <comment>%n findings</comment>
        <translation>
            <numerusform>%n 条检查结果</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n function</source>
        <comment>%n functions</comment>
        <translation>
            <numerusform>%n 个函数</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group</source>
        <comment>%n groups</comment>
        <translation>
            <numerusform>%n 组</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n interpreter without torch</source>
        <comment>%n interpreters without torch</comment>
        <translation>
            <numerusform>%n 个没有 torch 的解释器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kernel</source>
        <comment>%n kernels</comment>
        <translation>
            <numerusform>%n 个卷积核</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key</source>
        <comment>%n keys</comment>
        <translation>
            <numerusform>%n 个键</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key match</source>
        <comment>%n keys match</comment>
        <extracomment>Longer values (a tree of modules, the shapes of all tensors) are not for typing. The shape of the noise has a field of its own.</extracomment>
        <translation>
            <numerusform>%n 个键匹配</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key would be there twice.</source>
        <comment>%n keys would be there twice.</comment>
        <translation>
            <numerusform>%n 个键会重复。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link</source>
        <comment>%n links</comment>
        <translation>
            <numerusform>%n 个链接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member</source>
        <comment>%n members</comment>
        <translation>
            <numerusform>%n 个成员</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n module</source>
        <comment>%n modules</comment>
        <translation>
            <numerusform>%n 个模块</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file</source>
        <comment>%n more files</comment>
        <translation>
            <numerusform>另外 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more obstacle</source>
        <comment>%n more obstacles</comment>
        <translation>
            <numerusform>另有 %n 个障碍</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row</source>
        <comment>%n more rows</comment>
        <translation>
            <numerusform>还有 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more tensor</source>
        <comment>%n more tensors</comment>
        <translation>
            <numerusform>另外 %n 个张量</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more value too long to edit here</source>
        <comment>%n more values too long to edit here</comment>
        <translation>
            <numerusform>另有 %n 个值太长，无法在此编辑</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name</source>
        <comment>%n names</comment>
        <translation>
            <numerusform>%n 个名称</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note</source>
        <comment>%n notes</comment>
        <translation>
            <numerusform>%n 条备注</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n number</source>
        <comment>%n numbers</comment>
        <translation>
            <numerusform>%n 个数字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operator</source>
        <comment>%n operators</comment>
        <translation>
            <numerusform>%n 个算子</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other</source>
        <comment>%n others</comment>
        <extracomment>How strongly groups side by side are coloured, in turn.</extracomment>
        <translation>
            <numerusform>其他 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other danger</source>
        <comment>%n other dangers</comment>
        <translation>
            <numerusform>另外 %n 项危险</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other part of {name}</source>
        <comment>%n other parts of {name}</comment>
        <translation>
            <numerusform>{name} 的其他 %n 个部分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pair</source>
        <comment>%n pairs</comment>
        <translation>
            <numerusform>%n 对</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parameter</source>
        <comment>%n parameters</comment>
        <translation>
            <numerusform>%n 个参数</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part</source>
        <comment>%n parts</comment>
        <translation>
            <numerusform>%n 个部分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pickle import ({what})</source>
        <comment>%n pickle imports ({what})</comment>
        <translation>
            <numerusform>%n 个 pickle 导入（{what}）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quantised weight</source>
        <comment>%n quantised weights</comment>
        <translation>
            <numerusform>%n 个量化权重</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rank</source>
        <comment>%n ranks</comment>
        <translation>
            <numerusform>%n 个 rank</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record</source>
        <comment>%n records</comment>
        <translation>
            <numerusform>%n 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row from {name}</source>
        <comment>%n rows from {name}</comment>
        <translation>
            <numerusform>来自 {name} 的 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row selected</source>
        <comment>%n rows selected</comment>
        <translation>
            <numerusform>已选择 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shard</source>
        <comment>%n shards</comment>
        <translation>
            <numerusform>%n 个分片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n singular value</source>
        <comment>%n singular values</comment>
        <translation>
            <numerusform>%n 个奇异值</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n singular value from {low} to {high}</source>
        <comment>%n singular values from {low} to {high}</comment>
        <translation>
            <numerusform>%n 个奇异值，从 {low} 到 {high}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step</source>
        <comment>%n steps</comment>
        <extracomment>A map of more cells would be too large to look at, and for a browser. What is drawn of a run; of these only what something has.</extracomment>
        <translation>
            <numerusform>%n 步</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step · {tensors} · {folder}</source>
        <comment>%n steps · {tensors} · {folder}</comment>
        <translation>
            <numerusform>%n 步 · {tensors} · {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor</source>
        <comment>%n tensors</comment>
        <translation>
            <numerusform>%n 个张量</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor (sampled)</source>
        <comment>%n tensors (sampled)</comment>
        <translation>
            <numerusform>%n 个张量（抽样）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor below holds NaN or infinite values.</source>
        <comment>%n tensors below hold NaN or infinite values.</comment>
        <translation>
            <numerusform>下级有 %n 个张量含 NaN 或无穷值。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor can&apos;t be read.</source>
        <comment>%n tensors can&apos;t be read.</comment>
        <translation>
            <numerusform>%n 个张量无法读取。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor can&apos;t be read; its row says why.</source>
        <comment>%n tensors can&apos;t be read; their rows say why.</comment>
        <translation>
            <numerusform>%n 个张量无法读取；原因见各行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor cast, largest error {error}</source>
        <comment>%n tensors cast, largest error {error}</comment>
        <translation>
            <numerusform>%n 个张量已转换类型，最大误差 {error}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor checked</source>
        <comment>%n tensors checked</comment>
        <translation>
            <numerusform>已检查 %n 个张量</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor checked.</source>
        <comment>%n tensors checked.</comment>
        <translation>
            <numerusform>已检查 %n 个张量。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor contains NaN or Inf.</source>
        <comment>%n tensors contain NaN or Inf.</comment>
        <extracomment>The lists of :class:`Health`; what has a severity is a notice, since it should not be; untrained weights are no damage.</extracomment>
        <translation>
            <numerusform>%n 个张量含 NaN 或 Inf。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor is all zero.</source>
        <comment>%n tensors are all zero.</comment>
        <translation>
            <numerusform>%n 个张量全为零。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor is constant.</source>
        <comment>%n tensors are constant.</comment>
        <translation>
            <numerusform>%n 个张量为常数。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor of the adapter without a match in the base: {shown}{more}.</source>
        <comment>%n tensors of the adapter without a match in the base: {shown}{more}.</comment>
        <translation>
            <numerusform>适配器中有 %n 个张量在基座中没有对应项：{shown}{more}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor was resized: the part that both have is identical.</source>
        <comment>%n tensors were resized: the parts that both have are identical.</comment>
        <translation>
            <numerusform>%n 个张量的大小已调整：两者共有的部分完全相同。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor, {size}</source>
        <comment>%n tensors, {size}</comment>
        <translation>
            <numerusform>%n 个张量，{size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time</source>
        <comment>%n times</comment>
        <translation>
            <numerusform>%n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown object</source>
        <comment>%n unknown objects</comment>
        <translation>
            <numerusform>%n 个未知对象</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown pickle import; nothing was imported.</source>
        <comment>%n unknown pickle imports; nothing was imported.</comment>
        <translation>
            <numerusform>%n 个未知的 pickle 导入；未导入任何内容。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value</source>
        <comment>%n values</comment>
        <translation>
            <numerusform>%n 个值</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value, one bar</source>
        <comment>%n values, one bar each</comment>
        <translation>
            <numerusform>%n 个值，每值一柱</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weight</source>
        <comment>%n weights</comment>
        <translation>
            <numerusform>%n 个权重</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zero byte</source>
        <comment>%n zero bytes</comment>
        <translation>
            <numerusform>%n 个零字节</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;About Checkpoint Inspector</source>
        <translation>关于 Checkpoint Inspector(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Add to extract tray</source>
        <translation>添加到提取栏(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>关闭标签页(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Collapse all</source>
        <translation>全部折叠(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Copy key</source>
        <translation>复制键(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Export selection …</source>
        <translation>导出所选(&amp;E) …</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <extracomment>The views of a selection by the number of their key: those of a tensor, then those of several.</extracomment>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>使用指南(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Memory limit</source>
        <translation>内存上限(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>下一个标签页(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>打开(&amp;O) …</translation>
    </message>
    <message>
        <source>&amp;Paste rows into extract tray</source>
        <translation>粘贴行到提取栏(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>上一个标签页(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Python interpreter</source>
        <translation>Python 解释器(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Redo in extract tray</source>
        <translation>重做提取栏操作(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>重新加载(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save merged checkpoint …</source>
        <translation>保存合并的检查点(&amp;S) …</translation>
    </message>
    <message>
        <source>&amp;Summary</source>
        <translation>摘要(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Undo in extract tray</source>
        <translation>撤销提取栏操作(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>验证(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>(deleted)</source>
        <translation>（已删除）</translation>
    </message>
    <message>
        <source>(outdated)</source>
        <translation>（旧内容）</translation>
    </message>
    <message>
        <source>({strides}) elements</source>
        <translation>({strides}) 个元素</translation>
    </message>
    <message numerus="yes">
        <source>, %n element overflowed</source>
        <comment>, %n elements overflowed</comment>
        <translation>
            <numerusform>，%n 个元素溢出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n value</source>
        <comment>, %n values</comment>
        <translation>
            <numerusform>，%n 个值</numerusform>
        </translation>
    </message>
    <message>
        <source>, all values finite</source>
        <translation>，所有值均有限</translation>
    </message>
    <message>
        <source>, and {count:,} more</source>
        <translation>，及另外 {count:,} 个</translation>
    </message>
    <message>
        <source>, assumed from the order and shapes of the parameters</source>
        <extracomment>Said of a parameter that the file does not name.</extracomment>
        <translation>，根据参数的顺序和形状推断</translation>
    </message>
    <message>
        <source>, contiguous</source>
        <translation>，连续</translation>
    </message>
    <message>
        <source>, not all read</source>
        <translation>，未全部读取</translation>
    </message>
    <message>
        <source>, on a log scale</source>
        <translation>，对数刻度</translation>
    </message>
    <message>
        <source>, overall relative change {change}</source>
        <translation>，总体相对变化 {change}</translation>
    </message>
    <message>
        <source>, reading…</source>
        <translation>，正在读取…</translation>
    </message>
    <message numerus="yes">
        <source>, with %n row in the extract tray</source>
        <comment>, with %n rows in the extract tray</comment>
        <translation>
            <numerusform>，提取栏中有 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>, {count:,} of {total:,}</source>
        <translation>，{total:,} 个中的 {count:,} 个</translation>
    </message>
    <message>
        <source>, {count:,} read</source>
        <translation>，已读取 {count:,} 个</translation>
    </message>
    <message>
        <source>, {count:,} unexpected</source>
        <translation>，{count:,} 个多余</translation>
    </message>
    <message>
        <source>, {fact}</source>
        <translation>，{fact}</translation>
    </message>
    <message>
        <source>/{text}/ is no pattern: {reason}</source>
        <translation>/{text}/ 不是有效的模式：{reason}</translation>
    </message>
    <message numerus="yes">
        <source>1 of %n tensor differs</source>
        <comment>1 of %n tensors differs</comment>
        <translation>
            <numerusform>%n 个张量中有 1 个不同</numerusform>
        </translation>
    </message>
    <message>
        <source>80% of RAM</source>
        <translation>内存的 80%</translation>
    </message>
    <message>
        <source>: drop on another tab to compare</source>
        <extracomment>The widths of a tab, in pixels: a longer name is cut, and what does not fit beside the others is scrolled to. The share of a tab at each end where a drop moves beside it. Whether what is in a tab, by its number, can be compared.</extracomment>
        <translation>：放到另一个标签页上即可比较</translation>
    </message>
    <message numerus="yes">
        <source>; %n value left out</source>
        <comment>; %n values left out</comment>
        <translation>
            <numerusform>；略去 %n 个值</numerusform>
        </translation>
    </message>
    <message>
        <source>; each bar is the largest of {share} neighbours</source>
        <extracomment>Bars of the fingerprint; of more tensors, neighbours share one, as high as the highest of them. Relative changes are drawn on a logarithmic scale between these powers of ten. Of the states, where nobody knows whether the page is light or dark.</extracomment>
        <translation>；每个条形是 {share} 个相邻项中最大的</translation>
    </message>
    <message>
        <source>; with NaN or Inf in a red frame</source>
        <translation>；含 NaN 或 Inf 的带红框</translation>
    </message>
    <message>
        <source>; {count:,} can&apos;t be read</source>
        <translation>；{count:,} 个无法读取</translation>
    </message>
    <message>
        <source>A Keras lambda at {where} holds Python bytecode, which Keras would run; it was not run</source>
        <translation>{where} 处的 Keras lambda 含有 Python 字节码，Keras 会运行它；此处未运行</translation>
    </message>
    <message>
        <source>A Python file</source>
        <translation>Python 文件</translation>
    </message>
    <message>
        <source>A and B</source>
        <translation>A 和 B</translation>
    </message>
    <message>
        <source>A and B are the same file</source>
        <translation>A 和 B 是同一个文件</translation>
    </message>
    <message>
        <source>A and B are the same file; nothing was read.</source>
        <translation>A 和 B 是同一个文件；未读取任何内容。</translation>
    </message>
    <message>
        <source>A layer at {where} calls a function of TensorFlow that reaches files or runs code; it was not called</source>
        <translation>{where} 处的层调用会访问文件或运行代码的 TensorFlow 函数；未调用该函数</translation>
    </message>
    <message>
        <source>A layer at {where} reads its vocabulary from the file {shown} when it is loaded; it was not opened</source>
        <translation>{where} 处的层在加载时从文件 {shown} 读取词表；未打开该文件</translation>
    </message>
    <message>
        <source>A pickle is too large to be looked into whole</source>
        <translation>有一个 pickle 太大，无法完整检查</translation>
    </message>
    <message>
        <source>A sparse tensor</source>
        <translation>一个稀疏张量</translation>
    </message>
    <message>
        <source>About Checkpoint Inspector</source>
        <translation>关于 Checkpoint Inspector</translation>
    </message>
    <message>
        <source>Absolute tolerance</source>
        <translation>绝对容差</translation>
    </message>
    <message>
        <source>Active parameters</source>
        <translation>激活参数</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Add bookmark</source>
        <translation>添加书签</translation>
    </message>
    <message>
        <source>Add or remove &amp;bookmark</source>
        <translation>添加或移除书签(&amp;B)</translation>
    </message>
    <message>
        <source>Add to the extract tray</source>
        <translation>添加到提取栏</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Aligning the names</source>
        <translation>正在对齐名称</translation>
    </message>
    <message>
        <source>All elements are bit-identical.</source>
        <translation>所有元素逐位一致。</translation>
    </message>
    <message>
        <source>All kernels side by side</source>
        <translation>并排显示所有卷积核</translation>
    </message>
    <message>
        <source>All matched names are equal; no rules needed.</source>
        <translation>所有匹配的名称都相同；无需规则。</translation>
    </message>
    <message>
        <source>All tensors</source>
        <translation>所有张量</translation>
    </message>
    <message>
        <source>All tensors match</source>
        <translation>所有张量一致</translation>
    </message>
    <message>
        <source>All tensors match, up to rounding</source>
        <extracomment>On light and on dark, as ``#rrggbb``.</extracomment>
        <translation>所有张量在舍入范围内匹配</translation>
    </message>
    <message>
        <source>All values are equal, though their bytes differ.</source>
        <translation>所有值相等，但字节不同。</translation>
    </message>
    <message>
        <source>All values are finite, and no tensor is all zero.</source>
        <translation>所有值都有限，且没有全零张量。</translation>
    </message>
    <message>
        <source>All values checked are zero.</source>
        <translation>已检查的值全为零。</translation>
    </message>
    <message>
        <source>Also write values that are not tensors (.pth only)</source>
        <translation>同时写入非张量的值（仅 .pth）</translation>
    </message>
    <message>
        <source>An adapter and its base</source>
        <translation>适配器及其基座</translation>
    </message>
    <message>
        <source>An array can&apos;t be read: the file {name} {reason}</source>
        <translation>有一个数组无法读取：文件 {name} {reason}</translation>
    </message>
    <message>
        <source>And {count:,} more.</source>
        <translation>另有 {count:,} 个。</translation>
    </message>
    <message>
        <source>Another checkpoint …</source>
        <translation>另一个检查点 …</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Application Support</source>
        <translation>应用程序支持</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Architecture ID</source>
        <translation>架构 ID</translation>
    </message>
    <message>
        <source>Architecture not recognized.</source>
        <translation>未识别出架构。</translation>
    </message>
    <message>
        <source>Architecture {name}, by its metadata.</source>
        <translation>架构为 {name}，依据其元数据。</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Arguments it is called with</source>
        <translation>调用时的参数</translation>
    </message>
    <message>
        <source>As a self-contained HTML page, or as JSON</source>
        <translation>保存为独立的 HTML 页面或 JSON</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>按文件顺序</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>升序</translation>
    </message>
    <message>
        <source>Assumed: {assumptions}.</source>
        <translation>假设：{assumptions}。</translation>
    </message>
    <message>
        <source>At {index}.</source>
        <translation>位于 {index}。</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Auto-detect (requires torch)</source>
        <translation>自动检测（需要 torch）</translation>
    </message>
    <message>
        <source>Axes read when chosen above: {axes}.</source>
        <translation>在上方选择后才读取的轴：{axes}。</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>轴</translation>
    </message>
    <message numerus="yes">
        <source>Axis {axis}: %n outlier among {count:,} (mean |x| at least {factor:g}× the median): {named}.</source>
        <comment>Axis {axis}: %n outliers among {count:,} (mean |x| at least {factor:g}× the median): {named}.</comment>
        <translation>
            <numerusform>轴 {axis}：{count:,} 个中有 %n 个离群（平均 |x| 至少为中位数的 {factor:g} 倍）：{named}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Axis {axis}: no outliers among {count:,}.</source>
        <translation>轴 {axis}：{count:,} 个中无离群。</translation>
    </message>
    <message>
        <source>Axis {axis}: reading …</source>
        <translation>轴 {axis}：正在读取…</translation>
    </message>
    <message>
        <source>Axis {axis}: {reason}</source>
        <translation>轴 {axis}：{reason}</translation>
    </message>
    <message>
        <source>B is A times {factor}, up to rounding</source>
        <translation>B 是 A 的 {factor} 倍（舍入误差内）</translation>
    </message>
    <message>
        <source>B is A with its columns in another order: {count} of {total} moved</source>
        <translation>B 是 A 的列换了顺序：{total} 个中移动了 {count} 个</translation>
    </message>
    <message>
        <source>B is A with its elements in another order: {count} of {total} moved</source>
        <translation>B 是 A 的元素换了顺序：{total} 个中移动了 {count} 个</translation>
    </message>
    <message>
        <source>B is A with its indices of axis {axis} in another order: {count} of {total} moved</source>
        <translation>B 是 A 的轴 {axis} 索引换了顺序：{total} 个中移动了 {count} 个</translation>
    </message>
    <message>
        <source>B is A with its rows in another order: {count} of {total} moved</source>
        <translation>B 是 A 的行换了顺序：{total} 个中移动了 {count} 个</translation>
    </message>
    <message>
        <source>B is A with {share:,}% of the elements ({zeroed}) set to zero</source>
        <translation>B 是将 A 的 {share:,}% 元素（{zeroed}）置零的结果</translation>
    </message>
    <message>
        <source>Beside {main} lie other weights that were not opened: {named}{more}</source>
        <translation>{main} 旁边还有未打开的其他权重：{named}{more}</translation>
    </message>
    <message>
        <source>Bits per parameter</source>
        <translation>每个参数的位数</translation>
    </message>
    <message>
        <source>Book&amp;marks</source>
        <translation>书签(&amp;M)</translation>
    </message>
    <message>
        <source>Bookmarked.</source>
        <extracomment>Longer names of classes are cut. The sign of each mark and what it means, the weightiest first.</extracomment>
        <translation>已加书签。</translation>
    </message>
    <message>
        <source>Both are empty.</source>
        <translation>两者皆为空。</translation>
    </message>
    <message>
        <source>Both histograms overlaid; sorts by their Jensen-Shannon distance</source>
        <translation>两个直方图叠加；按 Jensen-Shannon 距离排序</translation>
    </message>
    <message>
        <source>Building the tree of names</source>
        <translation>正在构建名称树</translation>
    </message>
    <message>
        <source>By</source>
        <translation>按</translation>
    </message>
    <message>
        <source>By axis</source>
        <extracomment>Axes that are gone through unasked, to name the outliers of each: each reads the tensor. One chosen is read in any case. Lower than this a plot shows nothing. Outliers that are named. Sizes of groups that are offered.</extracomment>
        <translation>按轴</translation>
    </message>
    <message>
        <source>By layer</source>
        <translation>逐层</translation>
    </message>
    <message numerus="yes">
        <source>By layer: %n call</source>
        <comment>By layer: %n calls</comment>
        <translation>
            <numerusform>逐层：%n 次调用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By layer: all %n call bit-identical</source>
        <comment>By layer: all %n calls bit-identical</comment>
        <translation>
            <numerusform>逐层：%n 次调用全部逐位一致</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By layer: {differing:,} of %n call differ</source>
        <comment>By layer: {differing:,} of %n calls differ</comment>
        <translation>
            <numerusform>逐层：%n 次调用中有 {differing:,} 次不同</numerusform>
        </translation>
    </message>
    <message>
        <source>Byte range</source>
        <translation>字节范围</translation>
    </message>
    <message>
        <source>CTranslate2 model</source>
        <translation>CTranslate2 模型</translation>
    </message>
    <message>
        <source>Caffe model</source>
        <translation>Caffe 模型</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel it and close</source>
        <translation>取消并关闭</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Cancelled. Choose the effective rank again to compute it.</source>
        <translation>已取消。再次选择有效秩即可计算。</translation>
    </message>
    <message>
        <source>Cast &amp;floating-point tensors to</source>
        <translation>浮点张量转换为(&amp;F)</translation>
    </message>
    <message>
        <source>Cast floating-point tensors to</source>
        <translation>浮点张量转换为</translation>
    </message>
    <message>
        <source>Cells show</source>
        <translation>单元格显示</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Change what is verified …</source>
        <translation>更改验证内容 …</translation>
    </message>
    <message>
        <source>Changed most</source>
        <translation>变化最大</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Chec&amp;k against manifest …</source>
        <translation>对照清单检查(&amp;K) …</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check that the download isn&apos;t a web page or an LFS pointer.</source>
        <translation>请确认下载的不是网页或 LFS 指针。</translation>
    </message>
    <message>
        <source>Check the address, the connection, and whether a token is needed.</source>
        <translation>请检查地址、网络连接，以及是否需要令牌。</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <extracomment>Rows of what is wrong; where all is, the first tell as much.</extracomment>
        <translation>检查 {name}</translation>
    </message>
    <message>
        <source>Checking all values</source>
        <translation>正在检查所有值</translation>
    </message>
    <message>
        <source>Checking all values …</source>
        <translation>正在检查所有值 …</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>正在检查 {name}</translation>
    </message>
    <message>
        <source>Checkpoints stay that a rule names: best (lowest loss), first, last, last=3, every=10. All others are deleted, once everything that stays was read to its end.</source>
        <translation>规则指定的检查点会保留：best（损失最低）、first、last、last=3、every=10。保留的检查点全部读完后，其余的才会被删除。</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>选择文件 …</translation>
    </message>
    <message>
        <source>Choose a name, write the file, and verify it by reading it back (Ctrl+Return)</source>
        <translation>选择名称，写入文件，并读回验证 (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Choose an architecture, or custom code (Ctrl+Shift+V)</source>
        <translation>选择架构或自定义代码 (Ctrl+Shift+V)</translation>
    </message>
    <message>
        <source>Choose {name}</source>
        <translation>选择{name}</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择 …</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类</translation>
    </message>
    <message>
        <source>Class or function in the code</source>
        <translation>代码中的类或函数</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>清除列表</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close others</source>
        <translation>关闭其他</translation>
    </message>
    <message>
        <source>Close to the right</source>
        <translation>关闭右侧</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>关闭 {title}</translation>
    </message>
    <message>
        <source>Closing the window cancels it; nothing is written then.</source>
        <translation>关闭窗口会取消它；不会写入任何内容。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Color range ±{limit}</source>
        <translation>颜色范围 ±{limit}</translation>
    </message>
    <message>
        <source>Colors of each role on their own, so that small changes over depth show</source>
        <translation>每个角色单独着色，便于看出随深度的微小变化</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Compare &amp;with</source>
        <translation>比较(&amp;W)</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新比较</translation>
    </message>
    <message>
        <source>Compare all {count:,} as transposed</source>
        <translation>全部 {count:,} 个按转置比较</translation>
    </message>
    <message>
        <source>Compare as transposed</source>
        <translation>按转置比较</translation>
    </message>
    <message>
        <source>Compare it with its base to see what it changes.</source>
        <translation>将其与基座比较，可查看它改变了什么。</translation>
    </message>
    <message>
        <source>Compare transposed</source>
        <translation>转置后比较</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Compare with the step before</source>
        <translation>与上一步比较</translation>
    </message>
    <message>
        <source>Compared transposed.</source>
        <translation>已按转置比较。</translation>
    </message>
    <message>
        <source>Comparing {a} with {b}</source>
        <translation>正在比较 {a} 与 {b}</translation>
    </message>
    <message>
        <source>Comparing {key}</source>
        <translation>正在比较 {key}</translation>
    </message>
    <message>
        <source>Comparing {key} with its replica</source>
        <translation>正在将 {key} 与其副本比较</translation>
    </message>
    <message>
        <source>Comparing {title}</source>
        <translation>正在比较 {title}</translation>
    </message>
    <message>
        <source>Comparing: {failure}</source>
        <translation>比较时出错：{failure}</translation>
    </message>
    <message>
        <source>Comparison cancelled</source>
        <translation>比较已取消</translation>
    </message>
    <message>
        <source>Compute exactly</source>
        <translation>精确计算</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>正在计算</translation>
    </message>
    <message>
        <source>Computing effective ranks</source>
        <translation>正在计算有效秩</translation>
    </message>
    <message>
        <source>Computing exactly</source>
        <translation>正在精确计算</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件数</translation>
    </message>
    <message>
        <source>Contains NaN or Inf.</source>
        <translation>含 NaN 或 Inf。</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <source>Copied {count} values</source>
        <translation>已复制 {count} 个值</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n key</source>
        <comment>Copy %n keys</comment>
        <translation>
            <numerusform>复制 %n 个键</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy addresses</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy as P&amp;ython</source>
        <translation>复制为 Python(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>复制为 Python</translation>
    </message>
    <message>
        <source>Copy as TSV</source>
        <translation>复制为 TSV</translation>
    </message>
    <message>
        <source>Copy file path</source>
        <translation>复制文件路径</translation>
    </message>
    <message>
        <source>Copy image</source>
        <extracomment>Pixels to a point of what is copied or saved: sharp on slides.</extracomment>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>复制键</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>复制数值</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy paths</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Copy shape</source>
        <translation>复制形状</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>复制键</translation>
    </message>
    <message>
        <source>Copy the key in B</source>
        <translation>复制 B 中的键</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Copy the report as JSON</source>
        <translation>以 JSON 复制报告</translation>
    </message>
    <message>
        <source>Copy the selected values, or the whole page, as a NumPy literal</source>
        <translation>将所选的值或整页复制为 NumPy 字面量</translation>
    </message>
    <message>
        <source>Copy the selected values, or the whole page, as tab-separated text (Ctrl+C)</source>
        <translation>将所选的值或整页复制为制表符分隔的文本 (Ctrl+C)</translation>
    </message>
    <message>
        <source>Copy the snippet</source>
        <translation>复制代码片段</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>复制该值</translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copying values</source>
        <translation>正在复制值</translation>
    </message>
    <message>
        <source>Core ML model</source>
        <translation>Core ML 模型</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Cosine similarity of A and B as vectors</source>
        <translation>A 与 B 作为向量的余弦相似度</translation>
    </message>
    <message>
        <source>Count all</source>
        <translation>全部计数</translation>
    </message>
    <message>
        <source>Counting the elements</source>
        <translation>正在统计元素</translation>
    </message>
    <message>
        <source>Counting the tensors selected</source>
        <translation>正在统计所选张量</translation>
    </message>
    <message>
        <source>Counting the values</source>
        <translation>正在统计值</translation>
    </message>
    <message>
        <source>Counting the visible range</source>
        <translation>正在统计可见范围</translation>
    </message>
    <message>
        <source>Counting {key}</source>
        <extracomment>Exact histograms kept, so that going back to a pair shows them at once. Lower than this, in pixels, there is no room for all numbers. A panel is at least so high, in pixels: in a low window the page is scrolled to.</extracomment>
        <translation>正在统计 {key}</translation>
    </message>
    <message>
        <source>Counts on a linear axis</source>
        <translation>计数用线性轴</translation>
    </message>
    <message>
        <source>Counts on a logarithmic axis: shows the tails</source>
        <translation>计数用对数轴：可看清尾部</translation>
    </message>
    <message>
        <source>Custom code …</source>
        <translation>自定义代码 …</translation>
    </message>
    <message>
        <source>DANGER: {value}{more}</source>
        <translation>危险：{value}{more}</translation>
    </message>
    <message>
        <source>Damaged: the bytes do not match the checksum that the archive has of them.</source>
        <translation>已损坏：字节与归档中的校验和不符。</translation>
    </message>
    <message>
        <source>Dangerous class: loading it can run code. Nothing was run.</source>
        <translation>危险的类：加载时可能运行代码。未运行任何内容。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Darknet weights</source>
        <translation>Darknet 权重</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Data types</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <source>Dead rows</source>
        <translation>死行</translation>
    </message>
    <message>
        <source>Dead rows first at step {label}: {key} {dead_row_indices}</source>
        <translation>死行首次出现于第 {label} 步：{key} {dead_row_indices}</translation>
    </message>
    <message>
        <source>Decompressing {compression}</source>
        <translation>正在解压 {compression}</translation>
    </message>
    <message>
        <source>DeepSpeed universal</source>
        <translation>DeepSpeed universal</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n checkpoint for good, which frees {freed}</source>
        <comment>Delete %n checkpoints for good, which frees {freed}</comment>
        <translation>
            <numerusform>永久删除 %n 个检查点，可释放 {freed}</numerusform>
        </translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message numerus="yes">
        <source>Density of %n element from {low} to {high}</source>
        <comment>Density of %n elements from {low} to {high}</comment>
        <extracomment>From few elements to many, on a light ground and on a dark one.</extracomment>
        <translation>
            <numerusform>%n 个元素的密度，从 {low} 到 {high}</numerusform>
        </translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>降序</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Detecting the architecture …</source>
        <translation>正在检测架构 …</translation>
    </message>
    <message>
        <source>Didn&apos;t shut down cleanly. Restore {what}?</source>
        <translation>上次未正常退出。恢复 {what}？</translation>
    </message>
    <message>
        <source>Differ</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Difference by layer</source>
        <translation>逐层差异</translation>
    </message>
    <message>
        <source>Difference by layer: {count:,} of {total:,} differ</source>
        <translation>逐层差异：{total:,} 层中有 {count:,} 层不同</translation>
    </message>
    <message>
        <source>Discard the rules, look for prefixes and moved tensors, and compare again</source>
        <translation>放弃规则，查找前缀和移动的张量，并重新比较</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Distributions</source>
        <extracomment>Takes one of the roles that were found.</extracomment>
        <translation>分布</translation>
    </message>
    <message>
        <source>Distributions of {what}, the first on top</source>
        <translation>{what}的分布，第一个在最上</translation>
    </message>
    <message>
        <source>Distributions over the steps</source>
        <extracomment>What the plot&apos;s axis takes, and each ridge.</extracomment>
        <translation>随步数的分布</translation>
    </message>
    <message>
        <source>Divider between panes; arrow keys move it</source>
        <translation>窗格分隔条；可用方向键移动</translation>
    </message>
    <message>
        <source>Don&apos;t run</source>
        <translation>不运行</translation>
    </message>
    <message>
        <source>Double-click a file to open it in a tab.</source>
        <translation>双击文件可在标签页中打开。</translation>
    </message>
    <message>
        <source>Double-click a row to see its values</source>
        <translation>双击一行查看其值</translation>
    </message>
    <message>
        <source>Download {title}?</source>
        <translation>下载 {title}？</translation>
    </message>
    <message>
        <source>Download{much}</source>
        <translation>下载{much}</translation>
    </message>
    <message>
        <source>Drag it onto another tab to compare the two.</source>
        <translation>拖到另一个标签页上可比较两者。</translation>
    </message>
    <message>
        <source>Drag out</source>
        <translation>拖出</translation>
    </message>
    <message>
        <source>Drag rows out of the window to export them there</source>
        <translation>将行拖出窗口即可导出</translation>
    </message>
    <message>
        <source>Drag the tab onto another one to compare the two</source>
        <translation>将标签页拖到另一个上可比较两者</translation>
    </message>
    <message>
        <source>Drag this out of the window to export the file there</source>
        <translation>拖出窗口即可在那里导出文件</translation>
    </message>
    <message>
        <source>Drop checkpoints here</source>
        <translation>将检查点拖放到此处</translation>
    </message>
    <message>
        <source>Drop optimizer</source>
        <translation>去除优化器</translation>
    </message>
    <message>
        <source>Drop rows from any open checkpoint here, or select them and press Ctrl+E.</source>
        <extracomment>What is in the tray, and was before. Which module an open checkpoint is of, as far as that was found. The folder to begin with when a name is asked for. The interpreter to verify in, and the bytes that may take. Whether the rules typed are to be applied as soon as it is known what they do. Whether nothing stands in the way of writing what is in the tray.</extracomment>
        <translation>将任何已打开检查点的行拖放到此处，或选择后按 Ctrl+E。</translation>
    </message>
    <message>
        <source>Drop to add the rows to {name}</source>
        <translation>放下以将行添加到 {name}</translation>
    </message>
    <message>
        <source>Drop to compare {name} with {other}</source>
        <translation>放下以比较 {name} 与 {other}</translation>
    </message>
    <message>
        <source>Drop to move the tab here</source>
        <translation>放下以将标签页移到此处</translation>
    </message>
    <message>
        <source>Drop to open</source>
        <translation>放下以打开</translation>
    </message>
    <message numerus="yes">
        <source>Drop to open %n file</source>
        <comment>Drop to open %n files</comment>
        <translation>
            <numerusform>放下以打开 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Dropped file</source>
        <translation>拖放的文件</translation>
    </message>
    <message>
        <source>E&amp;xpand all below</source>
        <translation>展开下级所有项(&amp;X)</translation>
    </message>
    <message>
        <source>Eff. rank</source>
        <translation>有效秩</translation>
    </message>
    <message>
        <source>Effective rank</source>
        <translation>有效秩</translation>
    </message>
    <message>
        <source>Effective ranks of {name}</source>
        <translation>{name} 的有效秩</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>元素</translation>
    </message>
    <message>
        <source>Elements that are equal within the tolerance</source>
        <translation>在容差内相等的元素</translation>
    </message>
    <message>
        <source>Elements that are not finite</source>
        <translation>非有限的元素</translation>
    </message>
    <message>
        <source>Elements that differ by any amount</source>
        <translation>有任何差异的元素</translation>
    </message>
    <message>
        <source>Entries of the checkpoint</source>
        <extracomment>Of so many rows the widths of columns are taken: a name needs all the room that is left.</extracomment>
        <translation>检查点的条目</translation>
    </message>
    <message>
        <source>Entries of the file</source>
        <translation>文件的条目</translation>
    </message>
    <message>
        <source>Entries shown</source>
        <extracomment>How often what a filter on numbers shows is brought up to date while tensors are read.</extracomment>
        <translation>显示的条目</translation>
    </message>
    <message>
        <source>Entries that match the filter, of all in the file</source>
        <translation>符合筛选的条目数 / 文件条目总数</translation>
    </message>
    <message>
        <source>Estimating</source>
        <translation>正在估计</translation>
    </message>
    <message>
        <source>Estimating the singular values of {key}</source>
        <translation>正在估计 {key} 的奇异值</translation>
    </message>
    <message>
        <source>Expand all below</source>
        <translation>展开下级所有项</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>专家数</translation>
    </message>
    <message>
        <source>Experts per token</source>
        <translation>每个 token 的专家数</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export and drag-out</source>
        <translation>导出与拖出</translation>
    </message>
    <message>
        <source>Export cancelled; nothing was written.</source>
        <translation>导出已取消；未写入任何内容。</translation>
    </message>
    <message>
        <source>Export under way</source>
        <extracomment>The question that is open.</extracomment>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出 …</translation>
    </message>
    <message>
        <source>Extract &amp;tray</source>
        <translation>提取栏(&amp;T)</translation>
    </message>
    <message>
        <source>Extract tray</source>
        <translation>提取栏</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>前馈层宽度</translation>
    </message>
    <message>
        <source>File (array or image) …</source>
        <translation>文件（数组或图像） …</translation>
    </message>
    <message>
        <source>File metadata</source>
        <translation>文件元数据</translation>
    </message>
    <message>
        <source>File offset</source>
        <translation>文件偏移</translation>
    </message>
    <message>
        <source>Files without a tab</source>
        <translation>没有标签页的文件</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter file names</source>
        <translation>筛选文件名</translation>
    </message>
    <message>
        <source>Filter the entries</source>
        <translation>筛选条目</translation>
    </message>
    <message>
        <source>Filter: words, shape:4096, dtype:bf16, size&gt;1M, /regex/</source>
        <translation>筛选：词语、shape:4096、dtype:bf16、size&gt;1M、/正则/</translation>
    </message>
    <message>
        <source>Filter: words, shape:4096, dtype:bf16, std&gt;1, has:nan, /regex/</source>
        <translation>筛选：词语、shape:4096、dtype:bf16、std&gt;1、has:nan、/正则/</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Findings</source>
        <extracomment>Rows of the table. A page of all 20,000 tensors of a model would take a browser seconds. The number that maps and lines are of.</extracomment>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Findings, health, layers and the numbers of all tensors as one HTML page to share</source>
        <translation>检查结果、健康状况、各层和所有张量的数值，合为一个可分享的 HTML 页面</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message numerus="yes">
        <source>First %n row selected</source>
        <comment>First %n rows selected</comment>
        <translation>
            <numerusform>已选择前 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>First Inf</source>
        <translation>首个 Inf</translation>
    </message>
    <message>
        <source>First NaN</source>
        <translation>首个 NaN</translation>
    </message>
    <message>
        <source>First NaN or infinity: step {label}, {bad}</source>
        <translation>首个 NaN 或无穷大：第 {label} 步，{bad}</translation>
    </message>
    <message>
        <source>First input</source>
        <translation>首个输入</translation>
    </message>
    <message>
        <source>First output</source>
        <translation>首个输出</translation>
    </message>
    <message>
        <source>Folder of a training run</source>
        <translation>训练运行的文件夹</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>In the order in which they are laid out.</extracomment>
        <translation>格式</translation>
    </message>
    <message>
        <source>Format of the new file</source>
        <translation>新文件的格式</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>From a sample of {count:,} values</source>
        <translation>来自 {count:,} 个值的样本</translation>
    </message>
    <message>
        <source>From a sample only: {error}</source>
        <translation>仅来自样本：{error}</translation>
    </message>
    <message>
        <source>From preferences, or auto-detect</source>
        <translation>使用偏好设置或自动检测</translation>
    </message>
    <message>
        <source>From the file, where the class has such parameters</source>
        <translation>来自文件（若该类有这些参数）</translation>
    </message>
    <message>
        <source>Full fine-tune</source>
        <translation>完全微调</translation>
    </message>
    <message>
        <source>Full pickled module (torch.nn layers only).</source>
        <translation>完整的 pickle 模块（仅含 torch.nn 的层）。</translation>
    </message>
    <message>
        <source>GGUF metadata</source>
        <translation>GGUF 元数据</translation>
    </message>
    <message>
        <source>GRU, with an embedding and linear layers if there are any</source>
        <translation>GRU，可带嵌入层和线性层</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Go to bookmark</source>
        <translation>转到书签</translation>
    </message>
    <message>
        <source>Go to the first NaN</source>
        <translation>转到首个 NaN</translation>
    </message>
    <message>
        <source>Go to the first infinity</source>
        <translation>转到首个无穷值</translation>
    </message>
    <message>
        <source>Go to the maximum</source>
        <translation>转到最大值</translation>
    </message>
    <message>
        <source>Go to the minimum</source>
        <extracomment>What a button that goes to one says.</extracomment>
        <translation>转到最小值</translation>
    </message>
    <message>
        <source>Good copy</source>
        <translation>完好的副本</translation>
    </message>
    <message>
        <source>Granular BitRound</source>
        <translation>Granular BitRound</translation>
    </message>
    <message>
        <source>Group {index:,} ({first:,} to {last:,})</source>
        <translation>第 {index:,} 组（{first:,} 到 {last:,}）</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>HDF5 dataset</source>
        <translation>HDF5 数据集</translation>
    </message>
    <message>
        <source>HDF5 external link</source>
        <translation>HDF5 外部链接</translation>
    </message>
    <message>
        <source>HDF5 field</source>
        <translation>HDF5 字段</translation>
    </message>
    <message>
        <source>HDF5 group</source>
        <translation>HDF5 组</translation>
    </message>
    <message>
        <source>HDF5 soft link</source>
        <translation>HDF5 软链接</translation>
    </message>
    <message>
        <source>HDF5 type</source>
        <translation>HDF5 类型</translation>
    </message>
    <message numerus="yes">
        <source>Hashes of %n tensor saved as {path}</source>
        <comment>Hashes of %n tensors saved as {path}</comment>
        <translation>
            <numerusform>%n 个张量的哈希已保存为 {path}</numerusform>
        </translation>
    </message>
    <message>
        <source>Hashing cancelled; it goes on there if the hashes are saved under the same name again</source>
        <translation>哈希计算已取消；再次以同名保存时会从此处继续</translation>
    </message>
    <message>
        <source>Hashing the file</source>
        <translation>正在计算文件的哈希</translation>
    </message>
    <message>
        <source>Hashing {key}</source>
        <translation>正在计算 {key} 的哈希</translation>
    </message>
    <message>
        <source>Hashing {name}</source>
        <translation>正在计算 {name} 的哈希</translation>
    </message>
    <message>
        <source>Head size</source>
        <translation>头维度</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Heads of keys and values, which groups of query heads share</source>
        <translation>键和值的头，由多组查询头共享</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康状况</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Heat map of {rows} × {columns} cells, color range ±{limit}</source>
        <translation>{rows} × {columns} 单元格的热力图，颜色范围 ±{limit}</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>隐藏维度</translation>
    </message>
    <message>
        <source>Hide the extract tray</source>
        <translation>隐藏提取栏</translation>
    </message>
    <message>
        <source>Histogram</source>
        <extracomment>Elements looked at for the first picture, which is there before the exact one of a large tensor.</extracomment>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Histogram distance</source>
        <translation>直方图距离</translation>
    </message>
    <message>
        <source>Histogram of {totals} values in {bins} bins from {low} to {high}</source>
        <translation>{totals} 个值的直方图，{bins} 个分箱，从 {low} 到 {high}</translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>History of all open files</source>
        <translation>所有已打开文件的历史</translation>
    </message>
    <message>
        <source>History of {folder}</source>
        <translation>{folder} 的历史</translation>
    </message>
    <message>
        <source>Holds a module of {classes}, which only its own code can rebuild.</source>
        <translation>包含 {classes} 的模块，只有其自身的代码才能重建。</translation>
    </message>
    <message>
        <source>Holds {checkpoints}: {names}{more}</source>
        <translation>含有 {checkpoints}：{names}{more}</translation>
    </message>
    <message>
        <source>IR version</source>
        <translation>IR 版本</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入项</translation>
    </message>
    <message>
        <source>In the model first at step {label}, {model}</source>
        <translation>模型中首次出现于第 {label} 步，{model}</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>Index (descending)</source>
        <extracomment>Powers of ten below the largest value that a logarithmic axis shows: what lies deeper is rounding. Largest values beyond these are the unit of the axis: pyqtgraph reckons with differences and products of them.</extracomment>
        <translation>序号（降序）</translation>
    </message>
    <message>
        <source>Index to go to</source>
        <translation>要转到的索引</translation>
    </message>
    <message>
        <source>Index {index:,}</source>
        <translation>索引 {index:,}</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Install the extra named above, then try again.</source>
        <translation>请安装上面所说的附加组件，然后重试。</translation>
    </message>
    <message>
        <source>It ends in layer {number} of those in the .cfg</source>
        <translation>它在 .cfg 各层中的第 {number} 层结束</translation>
    </message>
    <message>
        <source>It is a Python path configuration file, not a checkpoint. Nothing in it was run.</source>
        <translation>这是 Python 路径配置文件，不是检查点。其中没有任何内容被运行。</translation>
    </message>
    <message>
        <source>It was merged in this window and is in no file yet.</source>
        <translation>它在此窗口中合并而成，尚未保存到任何文件。</translation>
    </message>
    <message>
        <source>It {reason}.</source>
        <translation>它 {reason}。</translation>
    </message>
    <message>
        <source>Its server does not serve parts of files, so that opening it takes all of it.</source>
        <translation>服务器不支持读取文件的一部分，因此打开时需下载整个文件。</translation>
    </message>
    <message>
        <source>Jensen-Shannon distance between the two histograms: 0 for equal, 1 for disjoint</source>
        <translation>两个直方图的 Jensen-Shannon 距离：0 表示相同，1 表示不相交</translation>
    </message>
    <message>
        <source>KV cache per token</source>
        <translation>每个 token 的 KV 缓存</translation>
    </message>
    <message>
        <source>KV heads</source>
        <translation>KV 头</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep both: those from {source} get the prefix {prefix}</source>
        <translation>两者都保留：来自 {source} 的加前缀 {prefix}</translation>
    </message>
    <message>
        <source>Keep original</source>
        <extracomment>What no cast is called.</extracomment>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Keep storages whole and shared (.pth only); otherwise only the viewed elements are written</source>
        <translation>保持存储完整且共享（仅 .pth）；否则只写入视图中的元素</translation>
    </message>
    <message>
        <source>Keep the architecture</source>
        <translation>保留架构</translation>
    </message>
    <message>
        <source>Keep the best, the last, every tenth checkpoint; the plan is shown first</source>
        <translation>保留最佳、最后和每第十个检查点；会先显示计划</translation>
    </message>
    <message>
        <source>Keep values</source>
        <translation>保留值</translation>
    </message>
    <message>
        <source>Keep views</source>
        <translation>保留视图</translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation>继续写入</translation>
    </message>
    <message>
        <source>Kept in the file together with its outputs on a small input.</source>
        <translation>与对小输入的输出一同保存在文件中。</translation>
    </message>
    <message>
        <source>Kept with its architecture: {name}.</source>
        <translation>已连同其架构保存：{name}。</translation>
    </message>
    <message>
        <source>Keras weights in shards</source>
        <translation>分片的 Keras 权重</translation>
    </message>
    <message>
        <source>Key</source>
        <extracomment>The quantiles that have a column. The column of numbers that take more than reading the tensor: they are computed where it is shown. All columns, in their usual order.</extracomment>
        <translation>键</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Keys, interpreter, limits and tolerances …</source>
        <translation>键、解释器、限制和容差 …</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>L2 norm</source>
        <translation>L2 范数</translation>
    </message>
    <message>
        <source>LSTM, with an embedding and linear layers if there are any</source>
        <translation>LSTM，可带嵌入层和线性层</translation>
    </message>
    <message>
        <source>LZ4-compressed data</source>
        <translation>LZ4 压缩数据</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Largest element</source>
        <translation>最大元素</translation>
    </message>
    <message>
        <source>Largest magnitude</source>
        <translation>最大幅值</translation>
    </message>
    <message>
        <source>Largest over smallest singular value</source>
        <translation>最大与最小奇异值之比</translation>
    </message>
    <message>
        <source>Largest relative change: {change}</source>
        <translation>最大相对变化：{change}</translation>
    </message>
    <message>
        <source>Largest relative update: {ratio} of {key} at step {label}</source>
        <translation>最大的相对更新：{key} 在第 {label} 步为 {ratio}</translation>
    </message>
    <message>
        <source>Largest singular values that hold 90% of the energy (sum of squares)</source>
        <translation>占 90% 能量（平方和）的最大奇异值个数</translation>
    </message>
    <message>
        <source>Largest |b - a| of any element</source>
        <translation>任一元素的最大 |b - a|</translation>
    </message>
    <message>
        <source>Last session</source>
        <extracomment>What was open before, until it is opened again.</extracomment>
        <translation>上次会话</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer call (in order)</source>
        <extracomment>Decades below the smallest difference, where layers stand that are equal, and above the largest, where those stand whose difference is no finite number. The part of the height that is left free above and below. More dots than this would lie on one another, and take long to draw; stems then are enough.</extracomment>
        <translation>层调用（按顺序）</translation>
    </message>
    <message>
        <source>Layer map</source>
        <extracomment>The map is no higher than this; more roles are scrolled to. Cells looked at in one step.</extracomment>
        <translation>层图</translation>
    </message>
    <message>
        <source>Layer map of the relative change</source>
        <translation>相对变化的层图</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Layers of</source>
        <translation>层属于</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate spike at step {label}: {lr}</source>
        <translation>学习率突变于第 {label} 步：{lr}</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>LightGBM model</source>
        <translation>LightGBM 模型</translation>
    </message>
    <message>
        <source>Line {number}: {error}.</source>
        <translation>第 {number} 行：{error}。</translation>
    </message>
    <message>
        <source>Linear</source>
        <extracomment>How long the last plot may stay while the next one&apos;s is not there yet: blanking at once would flicker. Between a quantile and its value, which belong on one line.</extracomment>
        <translation>线性</translation>
    </message>
    <message>
        <source>Lines over the steps</source>
        <extracomment>Lines beside the one in front; more would be a surface. The opacity of those that are not in front. A line is pointed at from so many pixels.</extracomment>
        <translation>随步数的曲线</translation>
    </message>
    <message>
        <source>Lines wrap on screen; copying keeps the original</source>
        <translation>屏幕上自动换行；复制时保持原样</translation>
    </message>
    <message>
        <source>List all tabs</source>
        <extracomment>Files that have no tab yet. Files that are to be listed once those have theirs.</extracomment>
        <translation>列出所有标签页</translation>
    </message>
    <message>
        <source>Llama (original)</source>
        <translation>Llama（原始）</translation>
    </message>
    <message>
        <source>Load with {library}</source>
        <translation>用 {library} 加载</translation>
    </message>
    <message>
        <source>Loads and runs; {keys}; nothing to compare with</source>
        <translation>可加载并运行；{keys}；没有可比较的对象</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>Log values</source>
        <translation>值取对数</translation>
    </message>
    <message>
        <source>Looking at all entries of {name}</source>
        <extracomment>Longer keys are shortened in the menu of bookmarks. What the panels compute with: all that they import and that needs no Qt. What the right side is made of; each takes some milliseconds to import.</extracomment>
        <translation>正在查看 {name} 的所有条目</translation>
    </message>
    <message>
        <source>Looking at the checkpoints …</source>
        <translation>正在查看检查点 …</translation>
    </message>
    <message>
        <source>Looking for interpreters</source>
        <translation>正在查找解释器</translation>
    </message>
    <message>
        <source>Looking for interpreters …</source>
        <translation>正在查找解释器 …</translation>
    </message>
    <message>
        <source>Looking for members</source>
        <translation>正在查找成员</translation>
    </message>
    <message>
        <source>Looking for other files</source>
        <translation>正在查找其他文件</translation>
    </message>
    <message>
        <source>Looks like a {name}, {keys}.</source>
        <translation>看起来是 {name}，{keys}。</translation>
    </message>
    <message>
        <source>Looks like {name}, {keys}.</source>
        <translation>看起来是 {name}，{keys}。</translation>
    </message>
    <message>
        <source>Looks like {name}.</source>
        <translation>看起来是 {name}。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Lua function</source>
        <translation>Lua 函数</translation>
    </message>
    <message>
        <source>MATLAB 4 file</source>
        <translation>MATLAB 4 文件</translation>
    </message>
    <message>
        <source>MATLAB file</source>
        <translation>MATLAB 文件</translation>
    </message>
    <message>
        <source>MATLAB function</source>
        <translation>MATLAB 函数</translation>
    </message>
    <message>
        <source>MATLAB object</source>
        <translation>MATLAB 对象</translation>
    </message>
    <message>
        <source>MXNet arrays</source>
        <translation>MXNet 数组</translation>
    </message>
    <message>
        <source>Magnitudes. {state}</source>
        <translation>幅值。{state}</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Manifest (*{suffix});;All files (*)</source>
        <translation>清单 (*{suffix});;所有文件 (*)</translation>
    </message>
    <message>
        <source>Map of tensors by steps</source>
        <translation>张量随步数的图</translation>
    </message>
    <message>
        <source>Match names by these rules only, and compare again</source>
        <translation>仅按这些规则匹配名称，并重新比较</translation>
    </message>
    <message>
        <source>Match system</source>
        <extracomment>What the user can choose, and what it is called.</extracomment>
        <translation>跟随系统</translation>
    </message>
    <message numerus="yes">
        <source>Matched %n pair {how}.</source>
        <comment>Matched %n pairs {how}.</comment>
        <translation>
            <numerusform>{how}匹配了 %n 对。</numerusform>
        </translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Max / RMS</source>
        <translation>最大 / RMS</translation>
    </message>
    <message>
        <source>Max at</source>
        <translation>最大处</translation>
    </message>
    <message>
        <source>Max relative</source>
        <translation>最大相对</translation>
    </message>
    <message>
        <source>Max |d|</source>
        <extracomment>How large the answer is, compared with other text; a long one (what went wrong) is smaller.</extracomment>
        <translation>最大 |d|</translation>
    </message>
    <message>
        <source>Max |z|</source>
        <translation>最大 |z|</translation>
    </message>
    <message>
        <source>Maximum shard size</source>
        <translation>最大分片大小</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Mean magnitude, by which outliers are told</source>
        <translation>平均幅值，用于判断离群</translation>
    </message>
    <message>
        <source>Mean |d|</source>
        <translation>平均 |d|</translation>
    </message>
    <message>
        <source>Mean |x|</source>
        <translation>平均 |x|</translation>
    </message>
    <message>
        <source>Measuring the adapter</source>
        <translation>正在测量适配器</translation>
    </message>
    <message>
        <source>Measuring what the adapter changes …</source>
        <extracomment>Of a row of the command line those cells that are shown here.</extracomment>
        <translation>正在测量适配器改变了什么 …</translation>
    </message>
    <message>
        <source>Measuring {name}</source>
        <translation>正在测量 {name}</translation>
    </message>
    <message>
        <source>Memory at full context</source>
        <translation>完整上下文所需内存</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Merge and save</source>
        <translation>合并并保存</translation>
    </message>
    <message>
        <source>Merge and save …</source>
        <translation>合并并保存 …</translation>
    </message>
    <message>
        <source>Min</source>
        <extracomment>Where numbers are to be found.</extracomment>
        <translation>最小</translation>
    </message>
    <message>
        <source>Min |z|</source>
        <translation>最小 |z|</translation>
    </message>
    <message>
        <source>MindSpore checkpoint</source>
        <translation>MindSpore 检查点</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Missing of {shards}: {numbers}{more}</source>
        <translation>{shards}中缺少：{numbers}{more}</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Modules of the adapter</source>
        <translation>适配器的模块</translation>
    </message>
    <message>
        <source>NMSE {nmse:,} under {rule}, within the {allowed:,} that its type allows</source>
        <translation>在 {rule} 下 NMSE 为 {nmse:,}，未超出其类型允许的 {allowed:,}</translation>
    </message>
    <message>
        <source>NaN and Inf</source>
        <translation>NaN 和 Inf</translation>
    </message>
    <message>
        <source>NaN/Inf</source>
        <translation>NaN/Inf</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Sorted by these, one wants to see the largest first.</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Names were matched by those of a converter; no rules needed.</source>
        <translation>名称已按转换器的命名匹配；无需规则。</translation>
    </message>
    <message>
        <source>Neighboring indices taken together, such as the channels of an attention head</source>
        <extracomment>What will be read next, unasked, and why an axis can&apos;t be.</extracomment>
        <translation>将相邻索引合为一组，例如一个注意力头的通道</translation>
    </message>
    <message>
        <source>Neither NaN nor infinity in any step</source>
        <translation>任何一步都没有 NaN 或无穷大</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新键</translation>
    </message>
    <message>
        <source>Next c&amp;hange</source>
        <translation>下一处变化(&amp;H)</translation>
    </message>
    <message>
        <source>Next change (F8)</source>
        <translation>下一处变化 (F8)</translation>
    </message>
    <message>
        <source>Next p&amp;ane</source>
        <translation>下一个窗格(&amp;A)</translation>
    </message>
    <message>
        <source>No bookmarks in this file</source>
        <translation>此文件没有书签</translation>
    </message>
    <message>
        <source>No data in the file (meta tensor).</source>
        <translation>文件中没有数据（meta 张量）。</translation>
    </message>
    <message>
        <source>No element is finite in both.</source>
        <translation>没有在两侧都有限的元素。</translation>
    </message>
    <message>
        <source>No finite values to plot.</source>
        <translation>没有可绘制的有限值。</translation>
    </message>
    <message>
        <source>No finite values.</source>
        <translation>没有有限值。</translation>
    </message>
    <message>
        <source>No history</source>
        <translation>没有历史</translation>
    </message>
    <message>
        <source>No key matches.</source>
        <translation>没有匹配的键。</translation>
    </message>
    <message>
        <source>No layers: no two keys differ in numbers only.</source>
        <translation>没有层：没有仅数字不同的键。</translation>
    </message>
    <message>
        <source>No names match.</source>
        <translation>没有匹配的名称。</translation>
    </message>
    <message>
        <source>No output head in the file.</source>
        <translation>文件中没有输出头。</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>没有最近的文件</translation>
    </message>
    <message>
        <source>No rows to sort</source>
        <translation>没有可排序的行</translation>
    </message>
    <message>
        <source>No tensor uses {count} ({nbytes:,} bytes), first {first}</source>
        <translation>没有张量使用 {count}（{nbytes:,} 字节），首个为 {first}</translation>
    </message>
    <message>
        <source>No tensors in common</source>
        <translation>没有共同的张量</translation>
    </message>
    <message>
        <source>No tensors in common. Add renaming rules below, under Names.</source>
        <translation>没有共同的张量。请在下方“名称”中添加重命名规则。</translation>
    </message>
    <message>
        <source>No tensors in this file.</source>
        <translation>此文件中没有张量。</translation>
    </message>
    <message>
        <source>No torch optimizer state in the tray</source>
        <translation>提取栏中没有 torch 优化器状态</translation>
    </message>
    <message>
        <source>Non-embedding</source>
        <translation>非嵌入参数</translation>
    </message>
    <message numerus="yes">
        <source>None of %n element is finite in both; {differing} differ.</source>
        <comment>None of %n elements is finite in both; {differing} differ.</comment>
        <translation>
            <numerusform>%n 个元素中没有在两侧都有限的；{differing} 个不同。</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the tensors shown differ so far.</source>
        <translation>目前显示的张量都相同。</translation>
    </message>
    <message>
        <source>None of the tensors shown differ.</source>
        <translation>显示的张量都相同。</translation>
    </message>
    <message>
        <source>None. Findings are observations, not verdicts.</source>
        <translation>没有。检查结果是观察所得，并非定论。</translation>
    </message>
    <message>
        <source>None. You are asked before custom code runs for the first time.</source>
        <translation>无。首次运行自定义代码前会询问您。</translation>
    </message>
    <message>
        <source>Not all files of the folder were looked into: {name} and what follows were not</source>
        <translation>未检查该文件夹的所有文件：{name} 及其后的文件未检查</translation>
    </message>
    <message>
        <source>Not all was looked at, only the first {most:,} arrays were</source>
        <translation>并未全部查看，只查看了前 {most:,} 个数组</translation>
    </message>
    <message>
        <source>Not all was looked at, {name} and what follows was not</source>
        <translation>并未全部检查，{name} 及其后的内容未检查</translation>
    </message>
    <message>
        <source>Not all was looked at, {name} lies too deep</source>
        <translation>没有全部查看，{name} 的层次太深</translation>
    </message>
    <message>
        <source>Not an index of {shape}: type a number for each axis.</source>
        <translation>不是 {shape} 的索引：请为每个轴输入一个数字。</translation>
    </message>
    <message>
        <source>Not checked for NaN/Inf: {error}.</source>
        <translation>未检查 NaN/Inf：{error}。</translation>
    </message>
    <message numerus="yes">
        <source>Not compared in {side}: %n tensor, such as {key}</source>
        <comment>Not compared in {side}: %n tensors, such as {key}</comment>
        <translation>
            <numerusform>{side} 中有 %n 个张量未比较，例如 {key}</numerusform>
        </translation>
    </message>
    <message>
        <source>Not compared yet.</source>
        <extracomment>Of the rows that have a result: what they say does not change any more.
----------
While results come, the summary says what changed most this often. The fingerprint is as high as this, and has a quarter of what the window is higher than this. What shows a pair is made of these; each takes some milliseconds to import. What an adapter does to its base, if the two are such.</extracomment>
        <translation>尚未比较。</translation>
    </message>
    <message>
        <source>Not drawn: {parts}</source>
        <translation>未绘出：{parts}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Not yet checked for NaN/Inf (reads {nbytes}).</source>
        <translation>尚未检查 NaN/Inf（需读取 {nbytes}）。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing (loads and runs)</source>
        <translation>无（仅加载并运行）</translation>
    </message>
    <message>
        <source>Nothing after {last} can be read: the file {reason}</source>
        <translation>{last} 之后的内容都无法读取：文件{reason}</translation>
    </message>
    <message>
        <source>Nothing in it was executed. Don&apos;t load it in Python, which would execute it.</source>
        <translation>其中没有任何内容被执行。请不要在 Python 中加载它，否则会被执行。</translation>
    </message>
    <message>
        <source>Nothing in it was executed. Try another copy of the file.</source>
        <translation>其中没有任何内容被执行。请尝试该文件的另一份副本。</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>没有可比较的内容</translation>
    </message>
    <message>
        <source>Nothing took {name} where it was dropped.</source>
        <translation>{name} 被放下的地方没有程序接收它。</translation>
    </message>
    <message>
        <source>NumPy archive</source>
        <translation>NumPy 归档</translation>
    </message>
    <message>
        <source>NumPy array</source>
        <translation>NumPy 数组</translation>
    </message>
    <message>
        <source>Number that is plotted</source>
        <translation>绘制的数值</translation>
    </message>
    <message>
        <source>OLD and NEW must both hold a * or neither, unlike in the rule {text}</source>
        <translation>OLD 和 NEW 必须同时含有 * 或都不含，而规则 {text} 并非如此</translation>
    </message>
    <message>
        <source>OLD may hold one *, the rule {text} has {value} there</source>
        <translation>OLD 只能含一个 *，而规则 {text} 含 {value} 个</translation>
    </message>
    <message>
        <source>OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW puts at its own *: model.*=* strips a prefix, *=net.* adds one. New keys show as you type; Return applies them.</source>
        <translation>OLD=NEW 规则，以空格分隔。OLD 中的 * 匹配任意文本，NEW 将其放在自己的 * 处：model.*=* 去掉前缀，*=net.* 添加前缀。新键随输入显示；按回车应用。</translation>
    </message>
    <message>
        <source>OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW repeats.</source>
        <translation>OLD=NEW 规则，以空格分隔。OLD 中的 * 匹配任意文本，NEW 重复该文本。</translation>
    </message>
    <message>
        <source>OLD=NEW, such as module.*=* or hidden.*=hidden1.*</source>
        <translation>OLD=NEW，例如 module.*=* 或 hidden.*=hidden1.*</translation>
    </message>
    <message>
        <source>ONNX tensor</source>
        <translation>ONNX 张量</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Of another shape</source>
        <translation>形状不同</translation>
    </message>
    <message>
        <source>One OLD=NEW rule per line, from names in A to names in B. A * in OLD matches any text, and NEW puts it at its own *. Equal names always match.</source>
        <translation>每行一条 OLD=NEW 规则，将 A 中的名称对应到 B 中的名称。OLD 中的 * 匹配任意文本，NEW 将其放在自己的 * 处。相同的名称总是匹配。</translation>
    </message>
    <message>
        <source>One is the other converted: {result}</source>
        <translation>一方是另一方转换而来：{result}</translation>
    </message>
    <message>
        <source>One matrix is the exact transpose of one in the other file.</source>
        <translation>有一个矩阵恰为另一文件中某个矩阵的转置。</translation>
    </message>
    <message>
        <source>Only .pth and .safetensors can store it</source>
        <translation>只有 .pth 和 .safetensors 能保存架构</translation>
    </message>
    <message>
        <source>Only changes</source>
        <translation>仅变化</translation>
    </message>
    <message>
        <source>Only for rows from one checkpoint whose architecture was recognized (see its summary)</source>
        <translation>仅适用于来自同一检查点且其架构已识别的行（见其摘要）</translation>
    </message>
    <message>
        <source>Only what is needed is fetched: the index to open it, then the tensors you look at. A token for the Hugging Face Hub is taken from HF_TOKEN or from where its own tools keep it.</source>
        <translation>只获取所需的内容：打开时获取索引，之后获取您查看的张量。Hugging Face Hub 的令牌取自 HF_TOKEN，或其自带工具保存的位置。</translation>
    </message>
    <message>
        <source>Only {few} of {all_there} columns differ: {named}</source>
        <translation>{all_there} 列中只有 {few} 列不同：{named}</translation>
    </message>
    <message>
        <source>Only {few} of {all_there} indices of axis {axis} differ: {named}</source>
        <translation>轴 {axis} 的 {all_there} 个索引中只有 {few} 个不同：{named}</translation>
    </message>
    <message>
        <source>Only {few} of {all_there} rows differ: {named}</source>
        <translation>{all_there} 行中只有 {few} 行不同：{named}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a folder that holds a checkpoint, or one of the files in it.</source>
        <translation>请打开包含检查点的文件夹，或其中的某个文件。</translation>
    </message>
    <message>
        <source>Open checkpoints</source>
        <extracomment>What the desktop puts around a window, at the most.</extracomment>
        <translation>打开检查点</translation>
    </message>
    <message>
        <source>Open e&amp;xample</source>
        <translation>打开示例(&amp;X)</translation>
    </message>
    <message>
        <source>Open example</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Open files</source>
        <extracomment>Characters of a title that are measured; the bar cuts it to what there is room for. So many files open as they are asked for; of more the first one does, and tabs of the others are made for these seconds, then the window has its turn. So many files of one drop have a tab; the others are listed in one. The checkpoints that somebody besides the tabs still reads from. Whether tabs may be closed at once; if not, somebody is asked first, and what is given called once they may.</extracomment>
        <translation>已打开的文件</translation>
    </message>
    <message>
        <source>Open loc&amp;ation …</source>
        <translation>打开位置(&amp;A) …</translation>
    </message>
    <message>
        <source>Open location</source>
        <translation>打开位置</translation>
    </message>
    <message>
        <source>Open rece&amp;nt</source>
        <translation>打开最近的文件(&amp;N)</translation>
    </message>
    <message>
        <source>Open selected</source>
        <translation>打开所选</translation>
    </message>
    <message>
        <source>Open this step</source>
        <translation>打开此步</translation>
    </message>
    <message>
        <source>Open {file} in a tab</source>
        <translation>在标签页中打开 {file}</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>打开 …</translation>
    </message>
    <message>
        <source>OpenVINO model</source>
        <translation>OpenVINO 模型</translation>
    </message>
    <message>
        <source>Opening cancelled</source>
        <translation>打开已取消</translation>
    </message>
    <message>
        <source>Opening part {value} of {count}</source>
        <translation>正在打开第 {value} 部分，共 {count} 部分</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>正在打开 {name}</translation>
    </message>
    <message>
        <source>Opening {title}</source>
        <translation>正在打开 {title}</translation>
    </message>
    <message>
        <source>Opens, inspects, extracts, compares and verifies checkpoints of any framework. Nothing in a file is ever executed. MIT license.

Runs on {running}.
torch: not loaded. Verification loads it in a separate process.

No telemetry and no update check: the program opens no connection but to the addresses you open.</source>
        <translation>打开、检视、提取、比较和验证任何框架的检查点。文件中的任何内容都不会被执行。MIT 许可证。

运行于 {running}。
torch：未加载。验证时在单独的进程中加载。

无遥测，无更新检查：程序只连接您打开的地址。</translation>
    </message>
    <message>
        <source>Optimizer: {moment}</source>
        <translation>优化器：{moment}</translation>
    </message>
    <message>
        <source>Other (by ID) …</source>
        <translation>其他（按 ID） …</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Output of the failed code</source>
        <translation>失败代码的输出</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Outputs as rows, inputs as columns; without it one slice is shown</source>
        <translation>输出为行，输入为列；否则只显示一个切片</translation>
    </message>
    <message>
        <source>Outputs do not match: they differ{by}{more}{where}{value}</source>
        <translation>输出不匹配：相差{by}{more}{where}{value}</translation>
    </message>
    <message>
        <source>Outputs match as closely as {rounding} rounding allows: they differ{by}{may}</source>
        <translation>输出在 {rounding} 舍入允许的范围内匹配：相差{by}{may}</translation>
    </message>
    <message>
        <source>Outputs match bit for bit{inside}</source>
        <translation>输出逐位匹配{inside}</translation>
    </message>
    <message>
        <source>Outputs match within the tolerance: they differ{by}{where}</source>
        <translation>输出在容差内匹配：相差{by}{where}</translation>
    </message>
    <message>
        <source>Outputs match {how} {found} (assumed {before} does not)</source>
        <translation>输出{how}匹配{found}（假定的 {before} 则不匹配）</translation>
    </message>
    <message>
        <source>Outputs side by side</source>
        <translation>输出对照</translation>
    </message>
    <message numerus="yes">
        <source>Outputs side by side, the first %n value</source>
        <comment>Outputs side by side, the first %n values</comment>
        <translation>
            <numerusform>输出对照，前 %n 个值</numerusform>
        </translation>
    </message>
    <message>
        <source>Outputs stored in the file</source>
        <translation>文件中保存的输出</translation>
    </message>
    <message>
        <source>Over depth</source>
        <extracomment>Lines that still are a picture, and of which the names fit below it.</extracomment>
        <translation>随深度</translation>
    </message>
    <message>
        <source>Overall relative change: {change}</source>
        <translation>总体相对变化：{change}</translation>
    </message>
    <message>
        <source>Paddle parameters</source>
        <translation>Paddle 参数</translation>
    </message>
    <message>
        <source>Paddle program</source>
        <translation>Paddle 程序</translation>
    </message>
    <message>
        <source>PaddlePaddle state dict</source>
        <translation>PaddlePaddle 状态字典</translation>
    </message>
    <message>
        <source>Page (*.html);;JSON (*.json)</source>
        <translation>网页 (*.html);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Parameters as stored, {stored}, and the KV cache of the whole context in 16 bits, {cache}; no activations</source>
        <translation>按存储形式的参数 {stored}，加上整个上下文以 16 位存储的 KV 缓存 {cache}；不含激活值</translation>
    </message>
    <message>
        <source>Parameters take {size} as stored</source>
        <translation>参数按存储形式占 {size}</translation>
    </message>
    <message>
        <source>Parameters that a token meets, with its share of the experts</source>
        <translation>一个 token 经过的参数，包括分配给它的专家</translation>
    </message>
    <message>
        <source>Parameters without the embeddings and the output head</source>
        <translation>不含嵌入和输出头的参数</translation>
    </message>
    <message>
        <source>Parameters, or a moment of the optimizer</source>
        <translation>参数，或优化器的一个动量</translation>
    </message>
    <message>
        <source>Pickle import {name} can run code when it is loaded; nothing was run</source>
        <translation>pickle 导入 {name} 在加载时可运行代码；此处未运行任何代码</translation>
    </message>
    <message>
        <source>Pickle import {name} is safe: it only holds data</source>
        <translation>pickle 导入 {name} 是安全的：它只保存数据</translation>
    </message>
    <message>
        <source>Pickle import {name} is unknown; it was not imported</source>
        <translation>pickle 导入 {name} 未知；未导入</translation>
    </message>
    <message>
        <source>Pickle imports</source>
        <translation>Pickle 导入</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>正在制定计划</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Prefere&amp;nces …</source>
        <translation>偏好设置(&amp;N) …</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Previous chan&amp;ge</source>
        <translation>上一处变化(&amp;G)</translation>
    </message>
    <message>
        <source>Previous change (Shift+F8)</source>
        <translation>上一处变化 (Shift+F8)</translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>Work that ends sooner is not worth a word.</extracomment>
        <translation>进度</translation>
    </message>
    <message>
        <source>PyTorch (before 1.6)</source>
        <translation>PyTorch（1.6 之前）</translation>
    </message>
    <message>
        <source>PyTorch 0.1 (tar)</source>
        <translation>PyTorch 0.1（tar）</translation>
    </message>
    <message>
        <source>PyTorch distributed checkpoint</source>
        <translation>PyTorch 分布式检查点</translation>
    </message>
    <message>
        <source>PyTorch distributed safetensors</source>
        <translation>PyTorch 分布式 safetensors</translation>
    </message>
    <message>
        <source>PyTorch exported program</source>
        <translation>PyTorch 导出程序</translation>
    </message>
    <message>
        <source>PyTorch, safetensors, GGUF, ONNX, HDF5, NumPy and more. Opening reads only the index; nothing is executed.</source>
        <translation>PyTorch、safetensors、GGUF、ONNX、HDF5、NumPy 等。打开时只读取索引；不执行任何内容。</translation>
    </message>
    <message>
        <source>PyTorch, unpacked</source>
        <translation>PyTorch，已解包</translation>
    </message>
    <message>
        <source>Python interpreter for verification</source>
        <translation>用于验证的 Python 解释器</translation>
    </message>
    <message>
        <source>Python that loads this tensor with {library}</source>
        <translation>用 {library} 加载此张量的 Python 代码</translation>
    </message>
    <message>
        <source>Quantiles; each is the value of an element</source>
        <translation>分位数；每个都是某个元素的值</translation>
    </message>
    <message>
        <source>Random input (seed)</source>
        <translation>随机输入（种子）</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>Rank for 90% energy</source>
        <translation>90% 能量的秩</translation>
    </message>
    <message>
        <source>Ranks seem to be missing: the shape of {name}, {width} × {inputs}, is that of one of {value} ranks; {total} are there</source>
        <translation>似乎缺少 rank：{name} 的形状 {width} × {inputs} 属于 {value} 个 rank 之一；现有 {total} 个</translation>
    </message>
    <message>
        <source>Ranks seem to be missing: the shape of {name}, {width} × {inputs}, is that of one of {value} ranks; {total} is there</source>
        <translation>似乎缺少 rank：{name} 的形状 {width} × {inputs} 属于 {value} 个 rank 之一；现有 {total} 个</translation>
    </message>
    <message>
        <source>Read all tensors ({unread})</source>
        <translation>读取所有张量（{unread}）</translation>
    </message>
    <message>
        <source>Read all values and count them exactly</source>
        <translation>读取所有值并精确计数</translation>
    </message>
    <message>
        <source>Read all values and look for NaN, Inf and all-zero tensors</source>
        <translation>读取所有值，查找 NaN、Inf 和全零张量</translation>
    </message>
    <message>
        <source>Read {translation}.</source>
        <translation>读取方式：{translation}。</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Reading all tensors of {name}</source>
        <extracomment>A file of no more than this, in no more tensors, is read as it opens; others take longer than anybody expects of opening. Who shows all tensors, or several, together expects them to be read, unless they are very large. What is on a server costs somebody each byte: one in so many is read. How often those who show the numbers hear of new ones. How often the statistics and quantiles of a tensor go through its elements at most.</extracomment>
        <translation>正在读取 {name} 的所有张量</translation>
    </message>
    <message>
        <source>Reading all tensors …</source>
        <translation>正在读取所有张量 …</translation>
    </message>
    <message>
        <source>Reading axis {axis}</source>
        <translation>正在读取轴 {axis}</translation>
    </message>
    <message>
        <source>Reading back {key}</source>
        <translation>正在回读 {key}</translation>
    </message>
    <message>
        <source>Reading the arrays</source>
        <translation>正在读取数组</translation>
    </message>
    <message>
        <source>Reading the checkpoint</source>
        <translation>正在读取检查点</translation>
    </message>
    <message>
        <source>Reading the graph</source>
        <translation>正在读取计算图</translation>
    </message>
    <message>
        <source>Reading the header</source>
        <translation>正在读取文件头</translation>
    </message>
    <message>
        <source>Reading the index</source>
        <translation>正在读取索引</translation>
    </message>
    <message>
        <source>Reading the layers</source>
        <translation>正在读取各层</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>正在读取列表</translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation>正在读取模型</translation>
    </message>
    <message>
        <source>Reading the objects</source>
        <translation>正在读取对象</translation>
    </message>
    <message>
        <source>Reading the parameters</source>
        <translation>正在读取参数</translation>
    </message>
    <message>
        <source>Reading the slice</source>
        <translation>正在读取切片</translation>
    </message>
    <message>
        <source>Reading the state dict</source>
        <translation>正在读取状态字典</translation>
    </message>
    <message>
        <source>Reading the tar archive</source>
        <translation>正在读取 tar 归档</translation>
    </message>
    <message>
        <source>Reading the tensor</source>
        <extracomment>Statistics kept, so that going back to a tensor shows them at once. Tensors up to this size are held against the checksum of their archive whenever they are shown.</extracomment>
        <translation>正在读取张量</translation>
    </message>
    <message>
        <source>Reading the tensors selected</source>
        <translation>正在读取所选张量</translation>
    </message>
    <message>
        <source>Reading the tree</source>
        <translation>正在读取树</translation>
    </message>
    <message>
        <source>Reading the trees</source>
        <translation>正在读取各棵树</translation>
    </message>
    <message>
        <source>Reading the variables</source>
        <translation>正在读取变量</translation>
    </message>
    <message>
        <source>Reading the weights</source>
        <translation>正在读取权重</translation>
    </message>
    <message>
        <source>Reading values</source>
        <translation>正在读取值</translation>
    </message>
    <message>
        <source>Reading what stays …</source>
        <translation>正在读取保留的内容 …</translation>
    </message>
    <message>
        <source>Reading {key} at each step</source>
        <translation>正在读取各步的 {key}</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Reads all tensors and compares them with saved hashes: a manifest, an LFS pointer, a list of SHA-256 sums, or what gguf-hash prints. The file may be in another format by now. Damage is located to blocks of 4 MiB; with a good copy, to the element and the bit.</source>
        <translation>读取所有张量，并与保存的哈希比较：清单、LFS 指针、SHA-256 校验和列表，或 gguf-hash 的输出。文件现在可以是另一种格式。损坏可定位到 4 MiB 的块；有完好副本时，可定位到元素和比特。</translation>
    </message>
    <message>
        <source>Rebuild the module in a separate process, run it, and compare its outputs</source>
        <translation>在单独的进程中重建模块，运行它，并比较其输出</translation>
    </message>
    <message>
        <source>Rebuild the module, run it, and compare its outputs</source>
        <translation>重建模块，运行它，并比较其输出</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Recorded outputs …</source>
        <translation>记录的输出 …</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo the last undone edit (Ctrl+Shift+Z)</source>
        <translation>重做上一次撤销的编辑 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Reference for the outputs</source>
        <translation>输出的参考</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>Relative change</source>
        <translation>相对变化</translation>
    </message>
    <message>
        <source>Relative change of each tensor</source>
        <translation>每个张量的相对变化</translation>
    </message>
    <message>
        <source>Relative change of each tensor, in the order of the file</source>
        <extracomment>A bar is at least so wide, in pixels: where there are more tensors than bars, the largest of several is drawn. Narrower bars touch each other: gaps that fall between pixels would look like stripes. Changes that span more than this are drawn on a logarithmic scale, of at most so many decades below the largest. What is the same still has a stub, in pixels. The frame around the bar of the selected row is at least so wide. How opaque what has no size is. Decades of room below the least change.</extracomment>
        <translation>每个张量的相对变化，按文件中的顺序</translation>
    </message>
    <message>
        <source>Relative change |b &amp;minus; a| / |a| of each tensor, in the order of the file{each}.</source>
        <translation>按文件顺序，每个张量的相对变化 |b &amp;minus; a| / |a|{each}。</translation>
    </message>
    <message>
        <source>Relative change |b - a| / |a| (L2 norm), or how else the tensor differs; for a group, the largest</source>
        <translation>相对变化 |b - a| / |a|（L2 范数），或张量的其他差异；对于组取最大值</translation>
    </message>
    <message>
        <source>Relative tolerance</source>
        <translation>相对容差</translation>
    </message>
    <message>
        <source>Relative update</source>
        <extracomment>A learning rate that exceeds those beside it so many times is a spike.</extracomment>
        <translation>相对更新</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Remember until the file changes</source>
        <translation>记住，直到文件更改</translation>
    </message>
    <message>
        <source>Remove all rows from the tray</source>
        <translation>移除提取栏中的所有行</translation>
    </message>
    <message>
        <source>Remove bookmark</source>
        <translation>移除书签</translation>
    </message>
    <message>
        <source>Remove optimizer state</source>
        <translation>移除优化器状态</translation>
    </message>
    <message>
        <source>Rename keys</source>
        <translation>重命名键</translation>
    </message>
    <message>
        <source>Rename keys to match the module: OLD=NEW, separated by spaces</source>
        <translation>重命名键以匹配模块：OLD=NEW，以空格分隔</translation>
    </message>
    <message>
        <source>Rename rules</source>
        <translation>重命名规则</translation>
    </message>
    <message>
        <source>Rename those from {source}:</source>
        <translation>重命名来自 {source} 的：</translation>
    </message>
    <message>
        <source>Rename: hidden.*=hidden1.*</source>
        <translation>重命名：hidden.*=hidden1.*</translation>
    </message>
    <message>
        <source>Renaming rules from A to B</source>
        <translation>从 A 到 B 的重命名规则</translation>
    </message>
    <message>
        <source>Reopen &amp;last session</source>
        <translation>重新打开上次会话(&amp;L)</translation>
    </message>
    <message>
        <source>Replace those of {target}</source>
        <translation>替换 {target} 中的</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Resembles {name}: {keys}.</source>
        <translation>类似 {name}：{keys}。</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore last session on launch</source>
        <translation>启动时恢复上次会话</translation>
    </message>
    <message>
        <source>Retry what could not be read</source>
        <translation>重试无法读取的内容</translation>
    </message>
    <message numerus="yes">
        <source>Return renames %n row as shown.</source>
        <comment>Return renames %n rows as shown.</comment>
        <translation>
            <numerusform>按回车将如所示重命名 %n 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Reveal in Finder</source>
        <extracomment>What the menus of each desktop call it.</extracomment>
        <translation>在“访达”中显示</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>撤销信任</translation>
    </message>
    <message>
        <source>Role whose layers are shown</source>
        <translation>显示其各层的角色</translation>
    </message>
    <message>
        <source>Root mean square</source>
        <extracomment>Rows that Qt&apos;s headers bear; of longer axes the first in the order chosen are shown. What is known of each index, what is most asked for first.</extracomment>
        <translation>均方根</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rows to export</source>
        <extracomment>More rows are not selected unasked: Qt asks the model about each cell of a selection.</extracomment>
        <translation>要导出的行</translation>
    </message>
    <message>
        <source>Rules for what to keep</source>
        <translation>保留规则</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>SHA-256 of the elements</source>
        <translation>元素的 SHA-256</translation>
    </message>
    <message>
        <source>Same bytes, different dtypes.</source>
        <translation>字节相同，数据类型不同。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>保存为 CSV…</translation>
    </message>
    <message>
        <source>Save as {kind}…</source>
        <translation>保存为 {kind}…</translation>
    </message>
    <message>
        <source>Save co&amp;mparison …</source>
        <translation>保存比较(&amp;M) …</translation>
    </message>
    <message>
        <source>Save comparison</source>
        <translation>保存比较</translation>
    </message>
    <message>
        <source>Save comparison …</source>
        <translation>保存比较 …</translation>
    </message>
    <message>
        <source>Save hashes</source>
        <translation>保存哈希</translation>
    </message>
    <message>
        <source>Save hashes as mani&amp;fest …</source>
        <translation>将哈希保存为清单(&amp;F) …</translation>
    </message>
    <message>
        <source>Save it to …</source>
        <translation>保存到 …</translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation>将数值保存为 CSV…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Save report …</source>
        <translation>保存报告 …</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Save the report as JSON</source>
        <translation>以 JSON 保存报告</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>保存 …</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>已保存为 {path}</translation>
    </message>
    <message>
        <source>Saved the comparison as {path}</source>
        <translation>比较已保存为 {path}</translation>
    </message>
    <message>
        <source>Saved the report as {name}.</source>
        <translation>报告已保存为 {name}。</translation>
    </message>
    <message>
        <source>Scale each row</source>
        <translation>各行单独缩放</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>缩放系数</translation>
    </message>
    <message>
        <source>Scanning {place}</source>
        <translation>正在扫描 {place}</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>Searching the tensor</source>
        <translation>正在搜索张量</translation>
    </message>
    <message>
        <source>Searching {key}</source>
        <translation>正在搜索 {key}</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Select a cell for the numbers of a tensor at a step.</source>
        <translation>选择一个单元格，查看某张量在某步的数值。</translation>
    </message>
    <message>
        <source>Shades mark groups</source>
        <translation>深浅表示分组</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Shape of the input</source>
        <translation>输入的形状</translation>
    </message>
    <message>
        <source>Shape or value</source>
        <translation>形状或值</translation>
    </message>
    <message>
        <source>Shards</source>
        <translation>分片</translation>
    </message>
    <message numerus="yes">
        <source>Shares storage with %n tensor</source>
        <comment>Shares storage with %n tensors</comment>
        <translation>
            <numerusform>与 %n 个张量共享存储</numerusform>
        </translation>
    </message>
    <message>
        <source>Shares storage with other tensors.</source>
        <translation>与其他张量共享存储。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show all values</source>
        <translation>显示所有值</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Show in Explorer</source>
        <translation>在资源管理器中显示</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Show only the entries that match every term:</source>
        <translation>只显示符合所有条件的条目：</translation>
    </message>
    <message>
        <source>Show only the tensors that differ</source>
        <translation>只显示不同的张量</translation>
    </message>
    <message>
        <source>Show output …</source>
        <translation>显示输出 …</translation>
    </message>
    <message>
        <source>Show the summary of the {subject} (Alt+Home)</source>
        <extracomment>Rows shown at first, and of what a filter found: levels are opened while they fit.</extracomment>
        <translation>显示{subject}的摘要 (Alt+Home)</translation>
    </message>
    <message>
        <source>Show values at [{index}]</source>
        <extracomment>Blue, through the colour of the ground, to red; readable with every common colour vision deficiency. Above and below the plot, for the half of the colour bar&apos;s first and last labels that stands out. What it is called when it is saved.</extracomment>
        <translation>显示 [{index}] 处的值</translation>
    </message>
    <message>
        <source>Show values of {what}</source>
        <translation>显示{what}的值</translation>
    </message>
    <message>
        <source>Show {folder} in the file manager</source>
        <translation>在文件管理器中显示 {folder}</translation>
    </message>
    <message>
        <source>Show {what}; cells that differ are marked</source>
        <translation>显示 {what}；不同的单元格会标记</translation>
    </message>
    <message>
        <source>Single file</source>
        <extracomment>Sizes offered for shards, as people write them; the first is none at all.</extracomment>
        <translation>单个文件</translation>
    </message>
    <message>
        <source>Singular values above rounding error (dashed line)</source>
        <translation>大于舍入误差的奇异值（虚线）</translation>
    </message>
    <message>
        <source>Singular values on a linear axis</source>
        <translation>奇异值用线性轴</translation>
    </message>
    <message>
        <source>Singular values on a logarithmic axis: shows the tail</source>
        <translation>奇异值用对数轴：可看清尾部</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Size by data type: {types}</source>
        <translation>按数据类型的大小：{types}</translation>
    </message>
    <message>
        <source>Size by tensor</source>
        <translation>按张量的大小</translation>
    </message>
    <message>
        <source>Size by tensor: a rectangle for each tensor, its area proportional to its size</source>
        <translation>按张量的大小：每个张量一个矩形，面积与大小成正比</translation>
    </message>
    <message>
        <source>Size of a group</source>
        <translation>组的大小</translation>
    </message>
    <message>
        <source>Sizes by {source}.</source>
        <translation>尺寸来自{source}。</translation>
    </message>
    <message>
        <source>Smallest element</source>
        <translation>最小元素</translation>
    </message>
    <message>
        <source>Solving for {side:,} singular values of {key}</source>
        <translation>正在求解 {key} 的 {side:,} 个奇异值</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出了点问题</translation>
    </message>
    <message>
        <source>Sort r&amp;ows</source>
        <translation>排序行(&amp;O)</translation>
    </message>
    <message>
        <source>Sorting the tensors</source>
        <translation>正在排序张量</translation>
    </message>
    <message>
        <source>Sorting the tree</source>
        <translation>正在排序树</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>奇异值谱</translation>
    </message>
    <message>
        <source>Split a larger file into shards of at most this size, with an index file (.safetensors only)</source>
        <translation>将较大的文件拆成不超过此大小的分片，并附索引文件（仅 .safetensors）</translation>
    </message>
    <message>
        <source>Square root of the sum of squares</source>
        <translation>平方和的平方根</translation>
    </message>
    <message>
        <source>Squared Frobenius norm over squared spectral norm</source>
        <translation>Frobenius 范数平方与谱范数平方之比</translation>
    </message>
    <message>
        <source>Stable rank</source>
        <translation>稳定秩</translation>
    </message>
    <message>
        <source>Stable-Baselines may run code that comes with the model, {named}; it was not looked at</source>
        <translation>Stable-Baselines 可能运行随模型附带的代码 {named}；未查看该代码</translation>
    </message>
    <message>
        <source>Stack of layers</source>
        <translation>层堆叠</translation>
    </message>
    <message>
        <source>Statistic plotted</source>
        <translation>绘制的统计量</translation>
    </message>
    <message>
        <source>Statistics of each index</source>
        <translation>每个索引的统计</translation>
    </message>
    <message>
        <source>Statistics of the finite elements</source>
        <translation>有限元素的统计</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation>超时停止</translation>
    </message>
    <message>
        <source>Stop trusting the selected code</source>
        <translation>停止信任所选代码</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Storage size</source>
        <translation>存储大小</translation>
    </message>
    <message>
        <source>Storage {key} and all behind it can&apos;t be found: {reason}</source>
        <translation>找不到存储 {key} 及其后的所有内容：{reason}</translation>
    </message>
    <message>
        <source>Strided view: not contiguous in the file.</source>
        <translation>带步长的视图：在文件中不连续。</translation>
    </message>
    <message>
        <source>Strides</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Summary of the comparison</source>
        <extracomment>Rows and suggestions listed one by one.</extracomment>
        <translation>比较的摘要</translation>
    </message>
    <message>
        <source>Summary of the {subject}</source>
        <translation>{subject}的摘要</translation>
    </message>
    <message>
        <source>Swap A and &amp;B</source>
        <translation>交换 A 和 B(&amp;B)</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>交换 A 和 B</translation>
    </message>
    <message>
        <source>Takes minutes for a side of 8,192; the progress is below</source>
        <translation>边长 8,192 需要几分钟；进度见下方</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>文字大小(&amp;X)</translation>
    </message>
    <message>
        <source>Tensor or file</source>
        <translation>张量或文件</translation>
    </message>
    <message>
        <source>Tensor under the mouse</source>
        <translation>鼠标下的张量</translation>
    </message>
    <message>
        <source>TensorFlow Lite</source>
        <translation>TensorFlow Lite</translation>
    </message>
    <message>
        <source>TensorFlow SavedModel</source>
        <translation>TensorFlow SavedModel</translation>
    </message>
    <message>
        <source>TensorFlow checkpoint</source>
        <translation>TensorFlow 检查点</translation>
    </message>
    <message>
        <source>TensorFlow checkpoint (version 1)</source>
        <translation>TensorFlow 检查点（版本 1）</translation>
    </message>
    <message>
        <source>TensorFlow checkpoints</source>
        <translation>TensorFlow 检查点</translation>
    </message>
    <message>
        <source>TensorFlow graph</source>
        <translation>TensorFlow 计算图</translation>
    </message>
    <message>
        <source>TensorFlow.js model</source>
        <translation>TensorFlow.js 模型</translation>
    </message>
    <message>
        <source>Tensors</source>
        <extracomment>Columns shown at first; the others are a click away. Rows whose texts the widths of columns are taken from.</extracomment>
        <translation>张量</translation>
    </message>
    <message>
        <source>Tensors and their numbers</source>
        <translation>张量及其数值</translation>
    </message>
    <message>
        <source>Tensors by steps</source>
        <translation>张量随步数</translation>
    </message>
    <message>
        <source>Tensors of both checkpoints</source>
        <extracomment>The outlines of both histograms in a cell of some size, from its top left corner.</extracomment>
        <translation>两个检查点的张量</translation>
    </message>
    <message>
        <source>Tensors that changed most</source>
        <translation>变化最大的张量</translation>
    </message>
    <message>
        <source>Tensors that differ</source>
        <translation>不同的张量</translation>
    </message>
    <message>
        <source>The .cfg {reason}</source>
        <translation>该 .cfg {reason}</translation>
    </message>
    <message>
        <source>The Keras Lambda layer {name} calls a function by its name, which Keras looks for where it is told to</source>
        <translation>Keras Lambda 层 {name} 按名称调用函数，Keras 会在被指定的位置查找它</translation>
    </message>
    <message>
        <source>The Keras Lambda layer {name} calls {called}, which can run code; it was not called</source>
        <translation>Keras Lambda 层 {name} 调用可运行代码的 {called}；未调用该函数</translation>
    </message>
    <message>
        <source>The Keras Lambda layer {name} holds Python bytecode, which Keras would run; it was not run</source>
        <translation>Keras Lambda 层 {name} 含有 Python 字节码，Keras 会运行它；此处未运行</translation>
    </message>
    <message>
        <source>The adapter can&apos;t be measured: {error}.</source>
        <translation>无法测量适配器：{error}。</translation>
    </message>
    <message>
        <source>The architecture can&apos;t be told: {error}.</source>
        <extracomment>The arguments that the file keeps for a class of the user&apos;s own, as they are typed. What the JSON files beside the weights say, and what a language model is like. What was found; None while it is looked for.</extracomment>
        <translation>无法判断架构：{error}。</translation>
    </message>
    <message>
        <source>The argument of {load_from_bytes} would be unpickled, and is no storage: {reason}</source>
        <translation>{load_from_bytes} 的参数会被反序列化，但它不是存储：{reason}</translation>
    </message>
    <message>
        <source>The array</source>
        <translation>该数组</translation>
    </message>
    <message>
        <source>The array at byte {position:,} {reason}</source>
        <translation>字节 {position:,} 处的数组{reason}</translation>
    </message>
    <message>
        <source>The array is followed by {value:,} more bytes</source>
        <translation>数组之后还有 {value:,} 个字节</translation>
    </message>
    <message>
        <source>The bytes of {shown} do not match their checksum: they were damaged or changed</source>
        <translation>{shown} 的字节与其校验和不符：已损坏或被更改</translation>
    </message>
    <message>
        <source>The chat template has {statement} in it, which reads another file</source>
        <translation>聊天模板含有 {statement}，它会读取另一个文件</translation>
    </message>
    <message>
        <source>The chat template reaches for {what}, which leads to running code; nothing was run</source>
        <translation>聊天模板访问 {what}，由此可运行代码；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The checkpoint {reason}; it was cut short or damaged, and parameters may be missing</source>
        <translation>检查点{reason}；它被截断或损坏，可能缺少参数</translation>
    </message>
    <message>
        <source>The checksum of {record} does not match: the file is damaged, or was written without checksums</source>
        <translation>{record} 的校验和不符：文件已损坏，或写入时没有校验和</translation>
    </message>
    <message>
        <source>The clipboard holds no rows of an open checkpoint.</source>
        <extracomment>Which module an open checkpoint is of, as far as that was found.</extracomment>
        <translation>剪贴板中没有已打开检查点的行。</translation>
    </message>
    <message>
        <source>The configuration asks for code from elsewhere to be trusted; there is no need to follow it</source>
        <translation>配置要求信任来自别处的代码；不必照做</translation>
    </message>
    <message>
        <source>The configuration has Keras call {name}, which reaches files or runs code; it was not called</source>
        <translation>配置让 Keras 调用 {name}，它会访问文件或运行代码；此处未调用</translation>
    </message>
    <message>
        <source>The configuration has more than can be shown; the first {values} are</source>
        <translation>配置的内容多到无法全部显示；显示前 {values}</translation>
    </message>
    <message>
        <source>The configuration has {name} called, which can run code</source>
        <translation>配置调用 {name}，它可运行代码</translation>
    </message>
    <message>
        <source>The configuration names {name}, which is not part of Keras and would be imported; it was not imported</source>
        <translation>配置引用了 {name}，它不属于 Keras，会被导入；此处未导入</translation>
    </message>
    <message>
        <source>The configuration of the model is not valid JSON ({error})</source>
        <translation>模型的配置不是有效的 JSON（{error}）</translation>
    </message>
    <message>
        <source>The configuration of the model would take too much memory, and is not shown</source>
        <translation>模型的配置会占用过多内存，未显示</translation>
    </message>
    <message>
        <source>The constants of this model are in {name}, which is not beside it</source>
        <translation>此模型的常量在 {name} 中，但该文件不在旁边</translation>
    </message>
    <message>
        <source>The content of a PyTorch file was zipped again by another program; torch.load wants its records and a version below one folder</source>
        <translation>一个 PyTorch 文件的内容被其他程序重新压缩；torch.load 要求其记录和 version 位于同一个文件夹之下</translation>
    </message>
    <message>
        <source>The cosine of the angle between a and b</source>
        <translation>a 与 b 夹角的余弦</translation>
    </message>
    <message>
        <source>The data of {tensors} is said to be in {shown}, outside the model&apos;s folder; it was not opened</source>
        <translation>{tensors}的数据据称在 {shown} 中，位于模型文件夹之外；未打开</translation>
    </message>
    <message>
        <source>The description names {name}, which can run code</source>
        <translation>描述引用了 {name}，它可运行代码</translation>
    </message>
    <message>
        <source>The description names {unknown_objects}, first {unknown}</source>
        <translation>描述引用了 {unknown_objects}，首个为 {unknown}</translation>
    </message>
    <message>
        <source>The difference has rank {rank} (of {most}), up to rounding: a low-rank update</source>
        <translation>差值的秩为 {rank}（最大 {most}，舍入误差内）：低秩更新</translation>
    </message>
    <message>
        <source>The dtypes differ; the values are equal.</source>
        <translation>数据类型不同；值相等。</translation>
    </message>
    <message>
        <source>The dtypes differ; there are no elements to compare.</source>
        <translation>数据类型不同；没有可比较的元素。</translation>
    </message>
    <message>
        <source>The exact histogram is being computed</source>
        <translation>正在计算精确的直方图</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>该文件</translation>
    </message>
    <message>
        <source>The file begins with {version} instead of PK, as GPT-SoVITS writes it; torch.load wants PK</source>
        <translation>文件以 {version} 而不是 PK 开头，GPT-SoVITS 就是这样写的；torch.load 要求 PK</translation>
    </message>
    <message>
        <source>The file can&apos;t be read: {reason}</source>
        <translation>文件无法读取：{reason}</translation>
    </message>
    <message>
        <source>The file ends inside storage {key}: it is cut off, and tensors from there on can&apos;t be read</source>
        <translation>文件在存储 {key} 内结束：它被截断，其后的张量无法读取</translation>
    </message>
    <message>
        <source>The file has {nbytes:,} of {end:,} bytes: its end is missing</source>
        <translation>文件只有 {end:,} 字节中的 {nbytes:,} 字节：缺少末尾</translation>
    </message>
    <message>
        <source>The file has {there:,} of {count:,} words: its end is missing or damaged</source>
        <translation>文件只有 {count:,} 个词中的 {there:,} 个：其末尾缺失或已损坏</translation>
    </message>
    <message>
        <source>The file holds {functions} of Lua as bytecode, which Torch7 would load; nothing was run</source>
        <translation>文件以字节码形式含有 Lua 的{functions}，Torch7 会加载它；没有运行任何内容</translation>
    </message>
    <message>
        <source>The file looks incomplete. Copy or download it again.</source>
        <translation>文件看起来不完整。请重新复制或下载。</translation>
    </message>
    <message>
        <source>The file may be fine; this version can&apos;t read it.</source>
        <translation>文件可能没有问题；此版本无法读取。</translation>
    </message>
    <message>
        <source>The file may have been moved or deleted.</source>
        <translation>文件可能已被移动或删除。</translation>
    </message>
    <message>
        <source>The file says that it is {arch}, but {error}</source>
        <translation>文件称其为 {arch}，但{error}</translation>
    </message>
    <message>
        <source>The file {reason}; sums of {value:,} weights may be missing</source>
        <translation>文件{reason}；可能缺少 {value:,} 个权重的总和</translation>
    </message>
    <message>
        <source>The files were not compared.</source>
        <translation>文件未比较。</translation>
    </message>
    <message>
        <source>The first NaN is at {index}.</source>
        <translation>首个 NaN 位于 {index}。</translation>
    </message>
    <message>
        <source>The first infinity is at {index}.</source>
        <translation>首个无穷值位于 {index}。</translation>
    </message>
    <message>
        <source>The first {count:,} of {total:,} bytes</source>
        <translation>{total:,} 字节中的前 {count:,} 字节</translation>
    </message>
    <message>
        <source>The first {count:,} of {total:,} characters</source>
        <translation>{total:,} 个字符中的前 {count:,} 个</translation>
    </message>
    <message>
        <source>The format {name} of {distribution} {problem}</source>
        <translation>{distribution} 的格式 {name} {problem}</translation>
    </message>
    <message>
        <source>The format {name} of {whose} has the name of one of this program; it is not used</source>
        <translation>{whose} 的格式 {name} 与本程序的某个格式同名；未使用</translation>
    </message>
    <message>
        <source>The graph has the operation {name} {times}, which {what} when the model runs; nothing was run</source>
        <translation>计算图含有操作 {name} {times}，模型运行时它{what}；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The graph has the operation {name}, which reads a file when the model runs</source>
        <translation>计算图含有操作 {name}，模型运行时它会读取文件</translation>
    </message>
    <message>
        <source>The graph has {operators} of {shown}, whose code is not in the file and is not known</source>
        <translation>计算图有 {shown} 的 {operators}，其代码不在文件中且未知</translation>
    </message>
    <message>
        <source>The graph {reason}; it was cut short or damaged, and constants may be missing</source>
        <translation>计算图{reason}；它被截断或损坏，可能缺少常量</translation>
    </message>
    <message>
        <source>The history of {name} was not read to its end.</source>
        <translation>{name} 的历史未读完。</translation>
    </message>
    <message>
        <source>The input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>The interpreter</source>
        <translation>解释器</translation>
    </message>
    <message>
        <source>The item {name}: {reason}</source>
        <translation>项目 {name}：{reason}</translation>
    </message>
    <message>
        <source>The language changes when the program is started again.</source>
        <translation>重新启动程序后语言才会更改。</translation>
    </message>
    <message>
        <source>The largest |b - a|</source>
        <translation>最大的 |b - a|</translation>
    </message>
    <message>
        <source>The layer {where} ({kind}) {reason}; the weights from there on are not shown</source>
        <translation>层 {where}（{kind}）{reason}；其后的权重未显示</translation>
    </message>
    <message>
        <source>The list of storage keys is not a list of names</source>
        <translation>存储键的列表不是名称列表</translation>
    </message>
    <message>
        <source>The maximum is at {index}.</source>
        <translation>最大值位于 {index}。</translation>
    </message>
    <message>
        <source>The mean of |b - a|</source>
        <translation>|b - a| 的均值</translation>
    </message>
    <message>
        <source>The minimum is at {index}.</source>
        <translation>最小值位于 {index}。</translation>
    </message>
    <message>
        <source>The model has layers {kind} of {operators}, whose code is not in the file and is not known</source>
        <translation>模型有属于 {operators} 的层 {kind}，其代码不在文件中且未知</translation>
    </message>
    <message>
        <source>The model has the custom operator {shown}, whose code is not in the file and is not known</source>
        <translation>模型有自定义算子 {shown}，其代码不在文件中且未知</translation>
    </message>
    <message>
        <source>The model has the operation {operation}, which {what} when the model runs; nothing was run</source>
        <translation>模型含有操作 {operation}，模型运行时它会 {what}；未运行任何内容</translation>
    </message>
    <message>
        <source>The model names no operator sets, as every model does: it was cut short, and tensors may be missing</source>
        <translation>模型没有声明算子集，而所有模型都会声明：它被截断，可能缺少张量</translation>
    </message>
    <message>
        <source>The model {reason}; it was cut short or damaged, and layers may be missing</source>
        <translation>模型{reason}；它被截断或损坏，可能缺少层</translation>
    </message>
    <message>
        <source>The model {reason}; it was cut short or damaged, and tensors may be missing</source>
        <translation>模型{reason}；它被截断或损坏，可能缺少张量</translation>
    </message>
    <message>
        <source>The most tokens that it was made for</source>
        <translation>设计所支持的最大 token 数</translation>
    </message>
    <message>
        <source>The outputs have the shapes {shapes}, those of {where} {wanted}</source>
        <translation>输出的形状为 {shapes}，{where} 的输出为 {wanted}</translation>
    </message>
    <message>
        <source>The parameters of this program are in {stem}.pdiparams, which is not beside it</source>
        <translation>此程序的参数在 {stem}.pdiparams 中，但该文件不在旁边</translation>
    </message>
    <message>
        <source>The parts have {tensors} of the {promised:,} that their headers promise</source>
        <translation>各部分只有其文件头声明的 {promised:,} 个中的 {tensors}</translation>
    </message>
    <message>
        <source>The parts of {path} do not fit each other: {reason}</source>
        <translation>{path} 的各部分互不相符：{reason}</translation>
    </message>
    <message>
        <source>The pickle calls builtins.eval on an expression; nothing was run</source>
        <translation>pickle 对一个表达式调用 builtins.eval；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle calls what it computed, which may be anything; nothing was run</source>
        <translation>pickle 调用它计算出的东西，可能是任何东西；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle calls {name} on a generator, which runs it when it is loaded</source>
        <translation>pickle 对生成器调用 {name}，加载时会运行它</translation>
    </message>
    <message>
        <source>The pickle calls {name} on an object of {made}, whose code gives its items; nothing was run</source>
        <translation>pickle 对 {made} 的对象调用 {name}，由其代码给出各项；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle calls {name} with a huge number, which would eat memory or time when it is loaded</source>
        <translation>pickle 用巨大的数调用 {name}，加载时会耗尽内存或时间</translation>
    </message>
    <message>
        <source>The pickle calls {name}, a class of a library that this program does not know, with what may be a path, a command or code; nothing was run</source>
        <translation>pickle 调用 {name}，它是本程序不认识的某个库的类，参数可能是路径、命令或代码；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle calls {name}, a function this program does not know; nothing was run</source>
        <translation>pickle 调用 {name}，它是本程序不认识的函数；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle calls {name}, which calls what it is given; nothing was run</source>
        <translation>pickle 调用 {name}，它会调用传给它的东西；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle calls {name}, which opens files or connections, or starts programs; nothing was run</source>
        <translation>pickle 调用 {name}，它会打开文件或连接，或启动程序；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle changes {name} after making it: the values shown are not those that load</source>
        <translation>pickle 在创建 {name} 之后又更改它：显示的值并非加载所得的值</translation>
    </message>
    <message>
        <source>The pickle changes {name} itself, for the whole process that loads it; nothing was run</source>
        <translation>pickle 更改 {name} 本身，影响加载它的整个进程；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle gives an object a {name} of its own, and has it called; nothing was run</source>
        <translation>pickle 给对象自定义的 {name}，并使其被调用；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle hands {name} to other code, which may call it; nothing was run</source>
        <translation>pickle 把 {name} 交给其他代码，后者可能调用它；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The pickle holds an object that contains itself</source>
        <translation>pickle 含有一个包含自身的对象</translation>
    </message>
    <message>
        <source>The pickle holds more than {most:,} entries; of the others only tensors are shown</source>
        <translation>pickle 含有超过 {most:,} 个条目；其余的只显示张量</translation>
    </message>
    <message>
        <source>The pickle is nested deeper than {most} levels; the rest is not shown</source>
        <translation>pickle 的嵌套超过 {most} 层；其余未显示</translation>
    </message>
    <message>
        <source>The pickle repeats shared parts more often than can be shown</source>
        <translation>pickle 重复共享部分的次数多到无法显示</translation>
    </message>
    <message>
        <source>The pickle uses a list, dict or set as a dict key, which Python refuses</source>
        <translation>pickle 用列表、字典或集合作为字典的键，Python 不允许</translation>
    </message>
    <message>
        <source>The pickle&apos;s frames end inside opcodes, where loaders read it differently; nothing was run</source>
        <translation>pickle 的帧在操作码内部结束，不同加载器对此的读法不同；此处未运行任何代码</translation>
    </message>
    <message>
        <source>The plan {sentence}.</source>
        <translation>计划：{sentence}。</translation>
    </message>
    <message>
        <source>The program calls {shown}, of a library of operators that is not known</source>
        <translation>程序调用 {shown}，它属于未知的算子库</translation>
    </message>
    <message>
        <source>The program calls {shown}, which reaches files when it runs; nothing was run</source>
        <translation>程序调用 {shown}，它运行时会访问文件；未运行任何内容</translation>
    </message>
    <message>
        <source>The reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>The same object as {key}</source>
        <translation>与 {key} 是同一个对象</translation>
    </message>
    <message>
        <source>The shapes differ, so elements can&apos;t be compared one by one.</source>
        <translation>形状不同，无法逐个元素比较。</translation>
    </message>
    <message>
        <source>The size of the text changes when the program is started again.</source>
        <translation>文字大小将在重新启动程序后改变。</translation>
    </message>
    <message>
        <source>The snapshot {name} can&apos;t be read: {reason}</source>
        <translation>快照 {name} 无法读取：{reason}</translation>
    </message>
    <message>
        <source>The spectral norm</source>
        <translation>谱范数</translation>
    </message>
    <message>
        <source>The storage is larger than its tensors need.</source>
        <translation>存储大于其张量所需。</translation>
    </message>
    <message>
        <source>The tensor</source>
        <translation>该张量</translation>
    </message>
    <message>
        <source>The tensor matches</source>
        <translation>张量一致</translation>
    </message>
    <message>
        <source>The tensor matches, up to rounding</source>
        <translation>该张量在舍入范围内匹配</translation>
    </message>
    <message>
        <source>The value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>The weights of the layers of kind {kind} are not read; the model has {count:,}</source>
        <translation>未读取类型为 {kind} 的层的权重；模型中有 {count:,} 个</translation>
    </message>
    <message>
        <source>The weights of this model are in {name}, which is not beside it</source>
        <translation>此模型的权重在 {name} 中，但该文件不在旁边</translation>
    </message>
    <message>
        <source>Them&amp;e</source>
        <translation>主题(&amp;E)</translation>
    </message>
    <message>
        <source>There are no tensors in {empty}.</source>
        <translation>{empty} 中没有张量。</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>没有文件 {path}。</translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>These files can&apos;t be compared</source>
        <translation>无法比较这些文件</translation>
    </message>
    <message>
        <source>Thin this run…</source>
        <translation>精简此运行…</translation>
    </message>
    <message>
        <source>Thin {name}</source>
        <translation>精简 {name}</translation>
    </message>
    <message>
        <source>Thinning</source>
        <translation>正在精简</translation>
    </message>
    <message>
        <source>This file can&apos;t be opened</source>
        <translation>无法打开此文件</translation>
    </message>
    <message>
        <source>This file is {number} of a model; others are found by names that end in -00001-of-{count}.gguf</source>
        <translation>此文件是一个模型的{number}；其他部分按以 -00001-of-{count}.gguf 结尾的名称查找</translation>
    </message>
    <message>
        <source>This folder can&apos;t be opened</source>
        <translation>无法打开此文件夹</translation>
    </message>
    <message>
        <source>This is no whole pickle: {reason}</source>
        <translation>这不是完整的 pickle：{reason}</translation>
    </message>
    <message>
        <source>This is shard {number} of {total} alone; open the folder for the whole model</source>
        <translation>这只是 {total} 个分片中的第 {number} 个；打开文件夹可得到整个模型</translation>
    </message>
    <message>
        <source>This is what one rank has: {key} is {shape} of {whole}; open the folder with the files of all ranks for whole tensors</source>
        <translation>这是一个 rank 拥有的部分：{key} 为 {shape}，整体为 {whole}；打开含所有 rank 文件的文件夹可得到完整张量</translation>
    </message>
    <message>
        <source>This pair can&apos;t be compared: {reason}.</source>
        <translation>无法比较这一对：{reason}。</translation>
    </message>
    <message>
        <source>This tensor can&apos;t be read.</source>
        <translation>无法读取此张量。</translation>
    </message>
    <message>
        <source>Tied embeddings by config.json; the file has a tensor for the output head all the same.</source>
        <translation>config.json 指定共享嵌入；但文件中仍有输出头的张量。</translation>
    </message>
    <message>
        <source>Tied embeddings: the output head and the token embedding are one storage.</source>
        <extracomment>How the sizes are called: in configurations of transformers, the usual name first, and below an architecture in a GGUF (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). What multi-head latent attention keeps of a token in each layer, in this many numbers: a compressed latent and the key&apos;s rotary part (https://arxiv.org/abs/2405.04434, section 2.1). Weights of which a token meets those of some experts only; shared experts, which it always meets, are called otherwise. The embeddings of tokens, those of positions and kinds of tokens, and the heads whose outputs are tokens, as keys end. The head has this name alone, without a prefix, in GGUF and in the files of Llama&apos;s authors. Models each of whose layers keeps keys and values of all tokens, if it has no window. Architectures of GGUF that have no head, in whose names these are.</extracomment>
        <translation>共享嵌入：输出头与 token 嵌入使用同一存储。</translation>
    </message>
    <message>
        <source>Tied embeddings: the output head is the token embedding, and not stored again.</source>
        <translation>共享嵌入：输出头就是 token 嵌入，未另行存储。</translation>
    </message>
    <message>
        <source>Tied in {tied} only: {keys} are one tensor in {tied}, and separate tensors in {other}.</source>
        <translation>仅在 {tied} 中共享：{keys} 在 {tied} 中是同一个张量，在 {other} 中是各自独立的张量。</translation>
    </message>
    <message>
        <source>Tied in {tied} only: {keys} are one tensor in {tied}, and separate tensors with different values in {other}.</source>
        <translation>仅在 {tied} 中共享：{keys} 在 {tied} 中是同一个张量，在 {other} 中是值不同的独立张量。</translation>
    </message>
    <message>
        <source>Tied in {tied} only: {keys} are one tensor in {tied}, and separate tensors with equal values in {other}.</source>
        <extracomment>Keys that a sentence names.</extracomment>
        <translation>仅在 {tied} 中绑定：{keys} 在 {tied} 中是同一个张量，在 {other} 中是值相同的独立张量。</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时间限制</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Too many rows to expand at once; filter, or expand group by group.</source>
        <translation>行数太多，无法一次全部展开；请筛选或逐组展开。</translation>
    </message>
    <message>
        <source>Top-1 agreement</source>
        <translation>Top-1 一致率</translation>
    </message>
    <message>
        <source>Torch7 file</source>
        <translation>Torch7 文件</translation>
    </message>
    <message>
        <source>TorchScript for mobile</source>
        <translation>移动端 TorchScript</translation>
    </message>
    <message>
        <source>TorchSharp state dict</source>
        <translation>TorchSharp 状态字典</translation>
    </message>
    <message>
        <source>Training &amp;history …</source>
        <translation>训练历史(&amp;H) …</translation>
    </message>
    <message>
        <source>Transposed?</source>
        <translation>是否转置？</translation>
    </message>
    <message>
        <source>Trusted code</source>
        <translation>受信任的代码</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>Values copied at once: text of some tens of megabytes. Tiles are read once painting has asked for all that are in sight. Makes what is shown of a slice.</extracomment>
        <translation>重试</translation>
    </message>
    <message>
        <source>Two formats are called {name}, of {whose}; neither is used: uninstall one</source>
        <translation>有两个格式都叫 {name}，来自 {whose}；两个都不使用：请卸载其中一个</translation>
    </message>
    <message>
        <source>Two runs of the same file differ by at most {max_abs:,}; nothing to compare with</source>
        <translation>同一文件的两次运行最多相差 {max_abs:,}；没有可比较的对象</translation>
    </message>
    <message>
        <source>Two tensors are called {name}</source>
        <translation>有两个张量都叫 {name}</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>UTF-16 text</source>
        <translation>UTF-16 文本</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the last edit (Ctrl+Z)</source>
        <translation>撤销上一次编辑 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Unexpected</source>
        <translation>多余</translation>
    </message>
    <message>
        <source>Unknown class; it was not imported.</source>
        <translation>未知的类；未被导入。</translation>
    </message>
    <message>
        <source>Unknown option: -P</source>
        <translation>未知选项：-P</translation>
    </message>
    <message>
        <source>Unsaved checkpoint</source>
        <extracomment>The question that is open.</extracomment>
        <translation>未保存的检查点</translation>
    </message>
    <message>
        <source>Untied embeddings: the output head has a tensor of its own.</source>
        <translation>未共享嵌入：输出头有自己的张量。</translation>
    </message>
    <message>
        <source>Value</source>
        <extracomment>Characters shown; the clipboard gets the same. A line is folded on screen where it is longer: Qt takes a second and more to lay out one of 200,000 characters. Elements of a container that is written out in full; pprint takes a while for each.</extracomment>
        <translation>值</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Values of the slice</source>
        <translation>切片的值</translation>
    </message>
    <message>
        <source>Values on a logarithmic axis, linear about zero</source>
        <translation>值用对数轴，零附近为线性</translation>
    </message>
    <message>
        <source>Values that differ</source>
        <translation>不同的值</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Verify</source>
        <extracomment>Beside the buttons the sentence is at least so wide, in pixels; where there is less room they stand below it.</extracomment>
        <translation>验证</translation>
    </message>
    <message>
        <source>Verify what is written as {arch}, and keep what it is and what it gives in the new file</source>
        <translation>按 {arch} 验证写入的内容，并在新文件中保存它是什么以及输出什么</translation>
    </message>
    <message>
        <source>Verify …</source>
        <translation>验证 …</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>正在验证</translation>
    </message>
    <message>
        <source>Verifying as soon as the architecture is detected …</source>
        <translation>检测到架构后即开始验证 …</translation>
    </message>
    <message>
        <source>Verifying …</source>
        <translation>正在验证 …</translation>
    </message>
    <message>
        <source>Views of the selection</source>
        <translation>所选内容的视图</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>What a cell shows of the values it covers</source>
        <extracomment>Makes the picture that is asked for, in a worker thread.</extracomment>
        <translation>单元格如何表示其覆盖的值</translation>
    </message>
    <message>
        <source>What follows the first {value:,} pickles was not looked into</source>
        <translation>前 {value:,} 个 pickle 之后的内容未检查</translation>
    </message>
    <message>
        <source>What follows {key} can&apos;t be read: {reason}</source>
        <translation>{key} 之后的内容无法读取：{reason}</translation>
    </message>
    <message>
        <source>What keys and values of a token take in 16 bits</source>
        <translation>一个 token 的键和值以 16 位存储时所占的空间</translation>
    </message>
    <message>
        <source>What the cells are colored by</source>
        <extracomment>What the cells are colored by, by column and stack. While numbers come in only cells with new ones are looked at. of the tensors, if there are layers at all: entries may be very many</extracomment>
        <translation>单元格着色依据</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>出了什么问题</translation>
    </message>
    <message>
        <source>What went wrong, maps and lines over the steps as one HTML page to share</source>
        <translation>出了什么问题，以及随步数的图和曲线，合为一个可分享的 HTML 页面</translation>
    </message>
    <message>
        <source>What {distribution} knows of pickles of {title} can&apos;t be used: {said}</source>
        <translation>{distribution} 对 {title} 的 pickle 的了解无法使用：{said}</translation>
    </message>
    <message>
        <source>Where the largest difference is</source>
        <translation>最大差异所在处</translation>
    </message>
    <message>
        <source>Width of the feed-forward layers</source>
        <translation>前馈层的宽度</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Within tolerance</source>
        <translation>容差内</translation>
    </message>
    <message>
        <source>Without the optimizer&apos;s files, save in the last checkpoint</source>
        <translation>除最后一个检查点外，不保留优化器文件</translation>
    </message>
    <message>
        <source>Write the base with the adapter merged into it, as PEFT merges it</source>
        <translation>按 PEFT 的方式将适配器合并入基座并写入</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在写入报告</translation>
    </message>
    <message>
        <source>Writing {key}</source>
        <translation>正在写入 {key}</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <extracomment>What the folders of dragged files are called, before the number of the process. What a file takes beyond its tensors, and some for others. How often a name was promised: files of two drags lie in one folder, where the second must not replace the first.</extracomment>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>Writing {name} …</source>
        <translation>正在写入 {name} …</translation>
    </message>
    <message>
        <source>Wrote {what} to {name}{shards}</source>
        <translation>已将 {what} 写入 {name}{shards}</translation>
    </message>
    <message>
        <source>X.npy, .pt, .safetensors, or an image</source>
        <translation>X.npy、.pt、.safetensors 或图像</translation>
    </message>
    <message>
        <source>XGBoost model</source>
        <translation>XGBoost 模型</translation>
    </message>
    <message>
        <source>XGBoost model (UBJSON)</source>
        <translation>XGBoost 模型（UBJSON）</translation>
    </message>
    <message>
        <source>Y.npy, .pt or .safetensors</source>
        <translation>Y.npy、.pt 或 .safetensors</translation>
    </message>
    <message>
        <source>You hit a bug in this program. It keeps running; files you open are never changed.</source>
        <translation>您遇到了本程序的一个错误。程序会继续运行；您打开的文件绝不会被更改。</translation>
    </message>
    <message>
        <source>You may not have permission to read it.</source>
        <translation>您可能没有读取权限。</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>零</translation>
    </message>
    <message>
        <source>__metadata__ has a name twice; the first one is shown</source>
        <translation>__metadata__ 中有一个名称出现两次；显示第一个</translation>
    </message>
    <message>
        <source>__metadata__ holds what is not text, which the safetensors library refuses</source>
        <translation>__metadata__ 含有非文本内容，safetensors 库会拒绝它</translation>
    </message>
    <message>
        <source>__metadata__ is not a map of text to text, and is not shown</source>
        <translation>__metadata__ 不是文本到文本的映射，未显示</translation>
    </message>
    <message>
        <source>a .npy file holds one array, not {tensors:,}; a .npz file holds several</source>
        <translation>.npy 文件只保存一个数组，而不是 {tensors:,} 个；.npz 文件可保存多个</translation>
    </message>
    <message>
        <source>a BMP image</source>
        <translation>BMP 图像</translation>
    </message>
    <message>
        <source>a CNTK model, which cntk.load_model reads and this version does not</source>
        <translation>CNTK 模型，可由 cntk.load_model 读取，本版本不支持</translation>
    </message>
    <message>
        <source>a CatBoost model (JSON), which catboost.CatBoost().load_model reads and this version does not</source>
        <translation>CatBoost 模型（JSON），catboost.CatBoost().load_model 可读取，本版本不能</translation>
    </message>
    <message>
        <source>a CatBoost model, which catboost.CatBoost().load_model reads and this version does not</source>
        <translation>CatBoost 模型，可由 catboost.CatBoost().load_model 读取，本版本不支持</translation>
    </message>
    <message>
        <source>a FAISS index, which faiss.read_index reads and this version does not</source>
        <translation>FAISS 索引，faiss.read_index 可读取，本版本不能</translation>
    </message>
    <message>
        <source>a GIF image</source>
        <translation>GIF 图像</translation>
    </message>
    <message>
        <source>a Hailo executable (.hef), which HailoRT reads and this version does not</source>
        <translation>Hailo 可执行文件（.hef），HailoRT 可读取，本版本不能</translation>
    </message>
    <message>
        <source>a JPEG image</source>
        <translation>JPEG 图像</translation>
    </message>
    <message>
        <source>a JSON file</source>
        <translation>JSON 文件</translation>
    </message>
    <message>
        <source>a Linux program or library (ELF)</source>
        <translation>Linux 程序或库（ELF）</translation>
    </message>
    <message>
        <source>a LiteRT-LM bundle, which LiteRT-LM reads and this version does not</source>
        <translation>LiteRT-LM 包，LiteRT-LM 可读取，本版本不能</translation>
    </message>
    <message>
        <source>a Matroska video</source>
        <translation>Matroska 视频</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>a PMML model, which pypmml or R&apos;s pmml reads and this version does not</source>
        <translation>PMML 模型，可由 pypmml 或 R 的 pmml 读取，本版本不支持</translation>
    </message>
    <message>
        <source>a PNG image</source>
        <translation>PNG 图像</translation>
    </message>
    <message>
        <source>a Parquet table</source>
        <translation>Parquet 表</translation>
    </message>
    <message>
        <source>a PyTorch Mobile program as a FlatBuffer, which torch.jit.jit_module_from_flatbuffer reads and this version does not</source>
        <translation>FlatBuffer 形式的 PyTorch Mobile 程序，torch.jit.jit_module_from_flatbuffer 能读取，此版本不能</translation>
    </message>
    <message>
        <source>a Python file or an installed module</source>
        <translation>Python 文件或已安装的模块</translation>
    </message>
    <message>
        <source>a Python path configuration file (.pth), which tells Python where modules are</source>
        <translation>Python 路径配置文件（.pth），用来告诉 Python 模块在哪里</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>RAR 归档</translation>
    </message>
    <message>
        <source>a SentencePiece tokenizer, which sentencepiece.SentencePieceProcessor reads; it holds no tensors</source>
        <translation>SentencePiece 分词器，sentencepiece.SentencePieceProcessor 可读取；其中没有张量</translation>
    </message>
    <message>
        <source>a TIFF image</source>
        <translation>TIFF 图像</translation>
    </message>
    <message>
        <source>a TNN model, which TNN reads and this version does not</source>
        <translation>TNN 模型，可由 TNN 读取，本版本不支持</translation>
    </message>
    <message>
        <source>a TensorRT engine, which only the TensorRT that built it reads; look at the ONNX file it was built from</source>
        <translation>TensorRT 引擎，只有构建它的 TensorRT 才能读取；请查看构建它所用的 ONNX 文件</translation>
    </message>
    <message>
        <source>a Vowpal Wabbit model, which vw -i reads and this version does not</source>
        <translation>Vowpal Wabbit 模型，vw -i 可读取，本版本不能</translation>
    </message>
    <message>
        <source>a WAV sound</source>
        <translation>WAV 声音</translation>
    </message>
    <message>
        <source>a WebP image</source>
        <translation>WebP 图像</translation>
    </message>
    <message>
        <source>a Windows program or library</source>
        <translation>Windows 程序或库</translation>
    </message>
    <message>
        <source>a block device</source>
        <translation>块设备</translation>
    </message>
    <message>
        <source>a call of {function} with arguments that are never written</source>
        <translation>对 {function} 的调用，其参数从未写出</translation>
    </message>
    <message>
        <source>a call of {function} without a tensor</source>
        <translation>对 {function} 的调用没有张量</translation>
    </message>
    <message>
        <source>a character device</source>
        <translation>字符设备</translation>
    </message>
    <message>
        <source>a column that its block of the data frame doesn&apos;t have</source>
        <translation>数据框的块中没有的列</translation>
    </message>
    <message>
        <source>a continuation of an object header</source>
        <translation>对象头的续块</translation>
    </message>
    <message>
        <source>a file without a name can&apos;t be pickled</source>
        <translation>没有名称的文件无法被 pickle</translation>
    </message>
    <message>
        <source>a filter may have {max_terms} terms, this one has more</source>
        <translation>筛选条件最多可有 {max_terms} 项，此条件超出了</translation>
    </message>
    <message>
        <source>a filter on {column} works on the tensors of one file, not here</source>
        <translation>对 {column} 的筛选只适用于单个文件的张量，不适用于此处</translation>
    </message>
    <message>
        <source>a folder of flax checkpoints</source>
        <translation>flax 检查点的文件夹</translation>
    </message>
    <message>
        <source>a git-LFS pointer{promised} that were never fetched (git lfs pull fetches them)</source>
        <translation>git-LFS 指针{promised}，从未取回（用 git lfs pull 取回）</translation>
    </message>
    <message>
        <source>a global heap</source>
        <translation>全局堆</translation>
    </message>
    <message>
        <source>a histogram can&apos;t have the range {low} to {high}; it needs two finite numbers, the lower one first</source>
        <translation>直方图的范围不能是 {low} 到 {high}；需要两个有限的数，较小的在前</translation>
    </message>
    <message>
        <source>a histogram has 1 to {max_bins:,} bins, not {bins:,}</source>
        <translation>直方图可有 1 到 {max_bins:,} 个区间，而不是 {bins:,} 个</translation>
    </message>
    <message>
        <source>a line per role</source>
        <translation>每个角色一条线</translation>
    </message>
    <message>
        <source>a line per tensor</source>
        <translation>每个张量一条线</translation>
    </message>
    <message>
        <source>a link of a kind of its own</source>
        <translation>自定义类型的链接</translation>
    </message>
    <message>
        <source>a link to {strip} that was copied as text; copy the folder with its links</source>
        <translation>指向 {strip} 的链接，但被复制成了文本；请连同链接一起复制文件夹</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>a local heap</source>
        <translation>局部堆</translation>
    </message>
    <message>
        <source>a macOS folder view file (.DS_Store)</source>
        <translation>macOS 文件夹视图文件（.DS_Store）</translation>
    </message>
    <message>
        <source>a macOS program or Java class</source>
        <translation>macOS 程序或 Java 类</translation>
    </message>
    <message>
        <source>a macOS program or library</source>
        <translation>macOS 程序或库</translation>
    </message>
    <message>
        <source>a member of the zip archive shares bytes with the one before it</source>
        <translation>zip 归档的一个成员与前一个成员共用字节</translation>
    </message>
    <message>
        <source>a model of llama2.c, which its program run reads and this version does not</source>
        <translation>llama2.c 的模型，其程序 run 可读取，本版本不能</translation>
    </message>
    <message>
        <source>a module changes {key}, too</source>
        <translation>还有一个模块更改 {key}</translation>
    </message>
    <message>
        <source>a module meets a base</source>
        <translation>有一个模块与基座相遇</translation>
    </message>
    <message>
        <source>a named pipe</source>
        <translation>命名管道</translation>
    </message>
    <message>
        <source>a netCDF 3 file, which netCDF4.Dataset reads and this version does not</source>
        <translation>netCDF 3 文件，netCDF4.Dataset 可读取，本版本不能</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a numpy dtype of more than 16 levels or {max_fields:,} fields</source>
        <translation>超过 16 层或 {max_fields:,} 个字段的 numpy 数据类型</translation>
    </message>
    <message>
        <source>a numpy dtype that numpy refuses</source>
        <translation>numpy 不接受的 numpy 数据类型</translation>
    </message>
    <message>
        <source>a numpy scalar of a Python object</source>
        <translation>Python 对象的 numpy 标量</translation>
    </message>
    <message>
        <source>a numpy scalar without type and data</source>
        <translation>没有类型和数据的 numpy 标量</translation>
    </message>
    <message>
        <source>a part of the tensor is in none of its files</source>
        <translation>张量的一部分不在它的任何文件中</translation>
    </message>
    <message>
        <source>a pattern has at most {max_length:,} characters</source>
        <translation>模式最多 {max_length:,} 个字符</translation>
    </message>
    <message>
        <source>a per-channel quantised tensor without its axis</source>
        <translation>按通道量化的张量没有轴</translation>
    </message>
    <message>
        <source>a per-channel quantised tensor without its scales</source>
        <translation>按通道量化的张量没有缩放系数</translation>
    </message>
    <message>
        <source>a persistent id that is not (&apos;storage&apos;, class, key, location, size)</source>
        <translation>持久 id 不是 (&apos;storage&apos;, class, key, location, size)</translation>
    </message>
    <message>
        <source>a piece of a tensor is larger than its file out of all proportion</source>
        <translation>张量的一块与其文件相比大得不成比例</translation>
    </message>
    <message>
        <source>a piece of shape {local}, where {sizes} is due to its rank</source>
        <translation>一块的形状为 {local}，而按其 rank 应为 {sizes}</translation>
    </message>
    <message>
        <source>a piece of shape {shape} at {offsets} is outside a tensor of shape {shape2}</source>
        <translation>位于 {offsets}、形状为 {shape} 的一块超出了形状为 {shape2} 的张量</translation>
    </message>
    <message>
        <source>a pipeline of spaCy</source>
        <translation>spaCy 流水线</translation>
    </message>
    <message>
        <source>a quantile is a number from 0 to 1, not {share}</source>
        <translation>分位数是 0 到 1 之间的数，而不是 {share}</translation>
    </message>
    <message>
        <source>a quantised tensor whose scales have no data</source>
        <translation>量化张量的缩放系数没有数据</translation>
    </message>
    <message>
        <source>a regular expression on the key</source>
        <translation>对键的正则表达式</translation>
    </message>
    <message>
        <source>a rename rule has the form OLD=NEW, which {text} has not</source>
        <translation>重命名规则的形式为 OLD=NEW，而 {text} 不是</translation>
    </message>
    <message>
        <source>a repository of the Hugging Face Hub, or a file in it with /path behind</source>
        <translation>Hugging Face Hub 的仓库，或其中的文件（后接 /路径）</translation>
    </message>
    <message>
        <source>a scalar of type {name} can&apos;t have {nbytes:,} bytes</source>
        <translation>类型为 {name} 的标量不可能有 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>a slice is missing, or is not a list of numbers</source>
        <translation>缺少切片，或它不是数字列表</translation>
    </message>
    <message>
        <source>a slice needs a positive step</source>
        <translation>切片的步长必须为正</translation>
    </message>
    <message>
        <source>a sparse or nested tensor made of sparse or nested tensors</source>
        <translation>稀疏或嵌套张量由稀疏或嵌套张量构成</translation>
    </message>
    <message>
        <source>a sparse or nested tensor without its parts</source>
        <translation>稀疏或嵌套张量缺少其组成部分</translation>
    </message>
    <message>
        <source>a sparse tensor of shape {shape} can&apos;t have blocks of {value}</source>
        <translation>形状为 {shape} 的稀疏张量不可能有 {value} 的块</translation>
    </message>
    <message>
        <source>a sparse tensor of the impossible shape {shape}</source>
        <translation>稀疏张量的形状 {shape} 不可能存在</translation>
    </message>
    <message>
        <source>a sparse tensor of the layout {name}</source>
        <translation>布局为 {name} 的稀疏张量</translation>
    </message>
    <message>
        <source>a sparse tensor of {nbytes} of elements can&apos;t be shown in its dense form</source>
        <translation>元素共 {nbytes} 的稀疏张量无法以稠密形式显示</translation>
    </message>
    <message>
        <source>a sparse tensor with repeated indices and a type that can&apos;t be summed</source>
        <translation>稀疏张量有重复的索引，且其类型无法求和</translation>
    </message>
    <message>
        <source>a storage of the unknown class {name}</source>
        <translation>存储的类 {name} 未知</translation>
    </message>
    <message>
        <source>a storage whose key is neither text nor a number</source>
        <translation>存储的键既不是文本也不是数字</translation>
    </message>
    <message>
        <source>a storage without its class</source>
        <translation>存储没有类</translation>
    </message>
    <message>
        <source>a structured numpy dtype without its fields</source>
        <translation>结构化的 numpy 数据类型没有字段</translation>
    </message>
    <message>
        <source>a tar archive</source>
        <translation>tar 归档</translation>
    </message>
    <message>
        <source>a tensor has the impossible shape {shape}</source>
        <translation>张量的形状 {shape} 不可能存在</translation>
    </message>
    <message>
        <source>a tensor made from a tensor, made from a tensor, without an end</source>
        <translation>由张量构成的张量，又由张量构成，没有尽头</translation>
    </message>
    <message>
        <source>a tensor of an untyped storage without a type</source>
        <translation>无类型存储的张量没有类型</translation>
    </message>
    <message>
        <source>a tensor of the impossible shape {shape}</source>
        <translation>张量的形状 {shape} 不可能存在</translation>
    </message>
    <message>
        <source>a tensor of the shape {shape} with {scale:,} scales</source>
        <translation>形状为 {shape} 的张量有 {scale:,} 个缩放系数</translation>
    </message>
    <message>
        <source>a tensor of the unknown type {record}</source>
        <translation>张量的类型 {record} 未知</translation>
    </message>
    <message>
        <source>a tensor of type {dtype} has a piece of type {dtype2}</source>
        <translation>类型为 {dtype} 的张量有类型为 {dtype2} 的一块</translation>
    </message>
    <message>
        <source>a tensor of {axes} axes</source>
        <translation>有 {axes} 个轴的张量</translation>
    </message>
    <message>
        <source>a tensor of {record:,} axes; at most {max_axes} can be shown</source>
        <translation>张量有 {record:,} 个轴；最多可显示 {max_axes} 个</translation>
    </message>
    <message>
        <source>a tensor of {shape} sizes and {strides} strides</source>
        <translation>张量有 {shape} 个尺寸和 {strides} 个步幅</translation>
    </message>
    <message>
        <source>a tensor quantised by {quantizer}</source>
        <translation>由 {quantizer} 量化的张量</translation>
    </message>
    <message>
        <source>a tensor quantised in {shape:,} channels</source>
        <translation>按 {shape:,} 个通道量化的张量</translation>
    </message>
    <message>
        <source>a tensor reaches byte {value:,} of a storage of {nbytes:,}</source>
        <translation>张量到达第 {value:,} 字节，而存储只有 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>a tensor reaches element {value} of a storage of {numel:,}</source>
        <translation>张量到达第 {value} 个元素，而存储只有 {numel:,} 个</translation>
    </message>
    <message>
        <source>a tensor with the impossible offset {offset}</source>
        <translation>张量的偏移 {offset} 不可能存在</translation>
    </message>
    <message>
        <source>a tensor with {pairs:,} attributes</source>
        <translation>张量有 {pairs:,} 个属性</translation>
    </message>
    <message>
        <source>a tensor without a storage</source>
        <translation>张量没有存储</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>文本文件</translation>
    </message>
    <message>
        <source>a tokenizer (JSON), which tokenizers.Tokenizer.from_file reads; it holds no tensors</source>
        <translation>分词器（JSON），tokenizers.Tokenizer.from_file 可读取；其中没有张量</translation>
    </message>
    <message>
        <source>a torch distributed checkpoint</source>
        <translation>torch 分布式检查点</translation>
    </message>
    <message>
        <source>a transformer layer with an activation of its own can&apos;t be rebuilt; give its code (--code)</source>
        <translation>带自定义激活函数的 Transformer 层无法重建；请提供其代码（--code）</translation>
    </message>
    <message>
        <source>a view of a storage that is not (key, offset, size)</source>
        <translation>存储的视图不是 (key, offset, size)</translation>
    </message>
    <message>
        <source>a view of a storage that is not (key, root key, offset, size)</source>
        <translation>存储的视图不是 (key, root key, offset, size)</translation>
    </message>
    <message>
        <source>a view of a storage without offset and size</source>
        <translation>存储的视图没有偏移和大小</translation>
    </message>
    <message>
        <source>a view of storage {root}, which is not in the file</source>
        <translation>文件中没有存储 {root}，却有它的视图</translation>
    </message>
    <message>
        <source>a web page (HTML), perhaps an error message saved under this name</source>
        <translation>网页（HTML），也许是以此名称保存的错误信息</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a whole tensor replaces one of a base</source>
        <translation>有一个完整的张量取代基座的张量</translation>
    </message>
    <message>
        <source>a zip archive of {members} ({names})</source>
        <translation>含 {members}的 zip 归档（{names}）</translation>
    </message>
    <message>
        <source>a zip archive of {members} ({names}, ...)</source>
        <translation>含 {members}的 zip 归档（{names}, ...）</translation>
    </message>
    <message>
        <source>a zip archive with something else in front of it</source>
        <translation>前面有其他内容的 zip 归档</translation>
    </message>
    <message>
        <source>a zip member can&apos;t be decompressed</source>
        <translation>zip 成员无法解压</translation>
    </message>
    <message>
        <source>a zip member has the unknown compression method {method}</source>
        <translation>zip 成员的压缩方法 {method} 未知</translation>
    </message>
    <message>
        <source>a zip64 field is shorter than the sizes it stands for</source>
        <translation>zip64 字段比它所代替的大小还短</translation>
    </message>
    <message>
        <source>absolute</source>
        <translation>绝对</translation>
    </message>
    <message>
        <source>addresses with {scheme}:// need fsspec: pip install fsspec</source>
        <translation>{scheme}:// 地址需要 fsspec：pip install fsspec</translation>
    </message>
    <message>
        <source>addresses with {scheme}:// need more: {error}</source>
        <translation>{scheme}:// 地址还需要：{error}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>all but the tails</source>
        <translation>除尾部外的全部</translation>
    </message>
    <message>
        <source>all roles</source>
        <translation>所有角色</translation>
    </message>
    <message>
        <source>all safe</source>
        <translation>全部安全</translation>
    </message>
    <message>
        <source>all steps</source>
        <translation>所有步</translation>
    </message>
    <message>
        <source>all zero</source>
        <translation>全为零</translation>
    </message>
    <message>
        <source>all {keys:,} keys fit</source>
        <translation>全部 {keys:,} 个键都匹配</translation>
    </message>
    <message>
        <source>all {matched}</source>
        <translation>全部 {matched}</translation>
    </message>
    <message>
        <source>alpha {value}</source>
        <translation>alpha {value}</translation>
    </message>
    <message>
        <source>also gs:// and az://; needs the extra remote</source>
        <translation>也支持 gs:// 和 az://；需要附加组件 remote</translation>
    </message>
    <message>
        <source>also in {name}; shown from another shard</source>
        <translation>在 {name} 中也有；显示的来自另一个分片</translation>
    </message>
    <message>
        <source>an Annoy index, which annoy.AnnoyIndex reads and this version does not</source>
        <translation>Annoy 索引，annoy.AnnoyIndex 可读取，本版本不能</translation>
    </message>
    <message>
        <source>an Arrow table</source>
        <translation>Arrow 表</translation>
    </message>
    <message>
        <source>an Ascend model (.om), which Huawei&apos;s CANN reads and this version does not</source>
        <translation>昇腾模型（.om），可由华为的 CANN 读取，本版本不支持</translation>
    </message>
    <message>
        <source>an ExecuTorch program, which executorch.runtime reads and this version does not</source>
        <translation>ExecuTorch 程序，可由 executorch.runtime 读取，本版本不支持</translation>
    </message>
    <message>
        <source>an MNN model, which MNN.Interpreter reads and this version does not</source>
        <translation>MNN 模型，可由 MNN.Interpreter 读取，本版本不支持</translation>
    </message>
    <message>
        <source>an MP3 sound</source>
        <translation>MP3 声音</translation>
    </message>
    <message>
        <source>an MP4 video or similar</source>
        <translation>MP4 视频或类似文件</translation>
    </message>
    <message>
        <source>an ONNX Runtime model, which onnxruntime.InferenceSession reads and this version does not</source>
        <translation>ONNX Runtime 模型，可由 onnxruntime.InferenceSession 读取，本版本不支持</translation>
    </message>
    <message>
        <source>an ONNX graph</source>
        <translation>ONNX 计算图</translation>
    </message>
    <message>
        <source>an Ogg sound or video</source>
        <translation>Ogg 声音或视频</translation>
    </message>
    <message>
        <source>an R object (.rds), which readRDS reads and this version does not</source>
        <translation>R 对象（.rds），可由 readRDS 读取，本版本不支持</translation>
    </message>
    <message>
        <source>an R workspace (.RData), which R&apos;s load reads and this version does not</source>
        <translation>R 工作空间（.RData），可由 R 的 load 读取，本版本不支持</translation>
    </message>
    <message>
        <source>an RKNN model, which Rockchip&apos;s rknn-toolkit2 reads and this version does not</source>
        <translation>RKNN 模型，可由 Rockchip 的 rknn-toolkit2 读取，本版本不支持</translation>
    </message>
    <message>
        <source>an SQLite database</source>
        <translation>SQLite 数据库</translation>
    </message>
    <message>
        <source>an XGBoost model in the binary form, which XGBoost before 3.1 reads and saves as JSON or UBJSON</source>
        <translation>二进制形式的 XGBoost 模型，3.1 之前的 XGBoost 可读取并另存为 JSON 或 UBJSON</translation>
    </message>
    <message>
        <source>an XML file</source>
        <translation>XML 文件</translation>
    </message>
    <message>
        <source>an adapter is no module of its own: merge it with {whose} and verify that</source>
        <translation>适配器本身不是模块：请将它与{whose}合并，再验证合并的结果</translation>
    </message>
    <message>
        <source>an architecture is kept with the tensors of one checkpoint</source>
        <translation>架构只能与单个检查点的张量一起保存</translation>
    </message>
    <message>
        <source>an architecture is written with outputs on seeded noise, not on a file</source>
        <translation>架构与带种子噪声的输出一起写入，而不是与文件的输出</translation>
    </message>
    <message>
        <source>an array buffer of {axes} axes with the axis order {order}</source>
        <translation>具有 {axes} 个轴、轴顺序为 {order} 的数组缓冲区</translation>
    </message>
    <message>
        <source>an array buffer without its four arguments</source>
        <translation>数组缓冲区没有其四个参数</translation>
    </message>
    <message>
        <source>an array holds a {name} instead of bytes</source>
        <translation>数组含有 {name} 而不是字节</translation>
    </message>
    <message>
        <source>an array of Arrow whose parts contradict each other</source>
        <translation>Arrow 数组的各部分相互矛盾</translation>
    </message>
    <message>
        <source>an array of MXNet is followed by {remaining:,} bytes</source>
        <translation>MXNet 数组之后还有 {remaining:,} 字节</translation>
    </message>
    <message>
        <source>an array of Python objects holds raw bytes instead of objects</source>
        <translation>Python 对象的数组含有原始字节而不是对象</translation>
    </message>
    <message>
        <source>an array of Python objects is pickled as something else</source>
        <translation>Python 对象的数组被 pickle 成了别的东西</translation>
    </message>
    <message>
        <source>an array of shape {shape} and type {kind} can&apos;t have {nbytes:,} bytes</source>
        <translation>形状为 {shape}、类型为 {kind} 的数组不可能有 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>an array of the impossible shape {record}</source>
        <translation>数组的形状 {record} 不可能存在</translation>
    </message>
    <message>
        <source>an array without a numpy dtype</source>
        <translation>数组没有 numpy 数据类型</translation>
    </message>
    <message>
        <source>an array without its state</source>
        <translation>数组没有状态</translation>
    </message>
    <message>
        <source>an attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>an axis of {count:,} can&apos;t be divided into groups of {size:,}</source>
        <translation>长度为 {count:,} 的轴无法分成每组 {size:,} 个</translation>
    </message>
    <message>
        <source>an element of text lies outside the bytes there are</source>
        <translation>有一个文本元素位于现有字节之外</translation>
    </message>
    <message>
        <source>an empty name is no file</source>
        <translation>空名称不是文件</translation>
    </message>
    <message>
        <source>an empty zip archive</source>
        <translation>空的 zip 归档</translation>
    </message>
    <message>
        <source>an exported PyTorch program</source>
        <translation>导出的 PyTorch 程序</translation>
    </message>
    <message>
        <source>an index of a sparse tensor points outside its shape {shape}</source>
        <translation>稀疏张量的一个索引超出其形状 {shape}</translation>
    </message>
    <message>
        <source>an index of chunks</source>
        <translation>分块索引</translation>
    </message>
    <message>
        <source>an input of shape {shape} is too large</source>
        <translation>形状为 {shape} 的输入太大</translation>
    </message>
    <message>
        <source>an integer of {bit_length:,} bits</source>
        <translation>{bit_length:,} 位的整数</translation>
    </message>
    <message>
        <source>an item of the distributed checkpoint is not a torch file</source>
        <translation>分布式检查点的一个项目不是 torch 文件</translation>
    </message>
    <message>
        <source>an item of the distributed checkpoint is not the tensor that the index says it is</source>
        <translation>分布式检查点的一个项目不是索引所说的张量</translation>
    </message>
    <message>
        <source>an item of the distributed checkpoint is {dtype} {shape}, the index says {dtype2} {shape2}</source>
        <translation>分布式检查点的一个项目为 {dtype} {shape}，索引说是 {dtype2} {shape2}</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>an object array of shape {shape} without as many items</source>
        <translation>形状为 {shape} 的对象数组没有相应数量的项目</translation>
    </message>
    <message>
        <source>an object header</source>
        <translation>对象头</translation>
    </message>
    <message>
        <source>an object header ends within a message</source>
        <translation>对象头在一条消息内结束</translation>
    </message>
    <message>
        <source>an object of Java, as Weka saves its models, which only the program that wrote it reads</source>
        <translation>Java 对象（Weka 这样保存模型），只有写出它的程序才能读取</translation>
    </message>
    <message>
        <source>an unknown number of bytes</source>
        <translation>未知数量的字节</translation>
    </message>
    <message>
        <source>an unknown numpy dtype {code}</source>
        <translation>numpy 数据类型 {code} 未知</translation>
    </message>
    <message>
        <source>an untyped storage in a file of torch 0.1</source>
        <translation>torch 0.1 的文件中有无类型存储</translation>
    </message>
    <message>
        <source>and more</source>
        <translation>等</translation>
    </message>
    <message>
        <source>and no</source>
        <translation>且没有</translation>
    </message>
    <message>
        <source>and {count:,} more</source>
        <extracomment>Element types listed; the structured types of a NumPy archive may each be one of their own.
----------
Entries that are named; the rest are counted. Beyond this nobody reads a tool tip, and printing a key takes long. Where the text of a notice begins, in pixels.</extracomment>
        <translation>及另外 {count:,} 个</translation>
    </message>
    <message>
        <source>and {rest}</source>
        <translation>以及 {rest}</translation>
    </message>
    <message>
        <source>and {value:,} more</source>
        <translation>以及另外 {value:,} 个</translation>
    </message>
    <message>
        <source>another module changes {key}, too</source>
        <translation>还有另一个模块更改 {key}</translation>
    </message>
    <message>
        <source>any axis of this size</source>
        <translation>任一轴为此大小</translation>
    </message>
    <message>
        <source>any web server with range requests</source>
        <translation>任何支持范围请求的网络服务器</translation>
    </message>
    <message>
        <source>archive version</source>
        <translation>归档版本</translation>
    </message>
    <message>
        <source>array bytes end inside a character</source>
        <translation>数组的字节在一个字符内部结束</translation>
    </message>
    <message>
        <source>array bytes hold characters beyond latin-1</source>
        <translation>数组的字节含有 latin-1 之外的字符</translation>
    </message>
    <message>
        <source>as closely as {rounding} rounding allows (at most {max_abs:,} apart)</source>
        <translation>在 {rounding} 舍入允许的范围内（最多相差 {max_abs:,}）</translation>
    </message>
    <message>
        <source>as near as {types} allows under {rule}</source>
        <translation>在 {rule} 下接近到 {types} 所允许的程度</translation>
    </message>
    <message>
        <source>at step {step}: {value}</source>
        <translation>第 {step} 步：{value}</translation>
    </message>
    <message>
        <source>axes of an array</source>
        <translation>数组的轴</translation>
    </message>
    <message>
        <source>axis 0, rows ({size:,})</source>
        <translation>轴 0，行 ({size:,})</translation>
    </message>
    <message>
        <source>axis 1, columns ({size:,})</source>
        <translation>轴 1，列 ({size:,})</translation>
    </message>
    <message>
        <source>axis {axis}</source>
        <translation>轴 {axis}</translation>
    </message>
    <message>
        <source>axis {axis} ({size:,})</source>
        <extracomment>An axis beyond this one can&apos;t be chosen to be shown; boxes for each of a thousand axes would help nobody.</extracomment>
        <translation>轴 {axis} ({size:,})</translation>
    </message>
    <message>
        <source>axis {axis} of {key} has {length:,} indices, more than are told apart</source>
        <translation>{key} 的轴 {axis} 有 {length:,} 个索引，多到无法逐一区分</translation>
    </message>
    <message>
        <source>bad in model</source>
        <translation>模型中异常</translation>
    </message>
    <message>
        <source>bad in optimizer</source>
        <translation>优化器中异常</translation>
    </message>
    <message>
        <source>became shorter on the server while it was read</source>
        <translation>在读取时在服务器上变短了</translation>
    </message>
    <message>
        <source>before that it names {met}</source>
        <translation>在此之前它引用了 {met}</translation>
    </message>
    <message>
        <source>before that it names {met} and more</source>
        <translation>在此之前它引用了 {met} 等</translation>
    </message>
    <message>
        <source>begins like a {container} model, but after none of the headers known ({names}) is there a tensor</source>
        <translation>开头像 {container} 模型，但在已知的任何文件头（{names}）之后都没有张量</translation>
    </message>
    <message>
        <source>begins with {zero_bytes}: it was not fully written or downloaded</source>
        <translation>以 {zero_bytes}开头：未完整写入或下载</translation>
    </message>
    <message>
        <source>behind the storages</source>
        <translation>在存储之后</translation>
    </message>
    <message>
        <source>belongs to a wrapper without shape and type</source>
        <translation>属于没有形状和类型的包装</translation>
    </message>
    <message>
        <source>beyond its end lie {more_tensors}, {missing:,} bytes are missing</source>
        <translation>其后还有{more_tensors}，缺少 {missing:,} 字节</translation>
    </message>
    <message>
        <source>bit field</source>
        <translation>位域</translation>
    </message>
    <message>
        <source>bit for bit</source>
        <translation>逐位</translation>
    </message>
    <message>
        <source>bit-exact under {rule}</source>
        <translation>在 {rule} 下逐位一致</translation>
    </message>
    <message>
        <source>buffers</source>
        <translation>缓冲区</translation>
    </message>
    <message>
        <source>by a given rule</source>
        <extracomment>Rules shown; of a model that was renamed throughout there may be as many as tensors. The others stay as they are.</extracomment>
        <translation>按给定规则</translation>
    </message>
    <message>
        <source>by at most {max_abs:,}</source>
        <translation>最多 {max_abs:,}</translation>
    </message>
    <message>
        <source>by canonical names</source>
        <translation>按规范名称</translation>
    </message>
    <message>
        <source>by equal content</source>
        <translation>按相同内容</translation>
    </message>
    <message>
        <source>by position in a list</source>
        <translation>按列表中的位置</translation>
    </message>
    <message>
        <source>by stripping a prefix</source>
        <translation>按去除前缀</translation>
    </message>
    <message>
        <source>by the name of a neighbor</source>
        <translation>按相邻项的名称</translation>
    </message>
    <message>
        <source>byte order</source>
        <translation>字节序</translation>
    </message>
    <message>
        <source>bytes {offset:,} to {value:,} lie outside a storage of {nbytes:,}</source>
        <translation>字节 {offset:,} 到 {value:,} 在 {nbytes:,} 字节的存储之外</translation>
    </message>
    <message>
        <source>can&apos;t be compared</source>
        <translation>无法比较</translation>
    </message>
    <message>
        <source>can&apos;t be decompressed into {folder}: {value}</source>
        <translation>无法解压到 {folder}：{value}</translation>
    </message>
    <message>
        <source>can&apos;t be deleted: {value}</source>
        <translation>无法删除：{value}</translation>
    </message>
    <message>
        <source>can&apos;t be downloaded to {gettempdir}: {value}</source>
        <translation>无法下载到 {gettempdir}：{value}</translation>
    </message>
    <message>
        <source>can&apos;t be fetched: the server answers with status {status}</source>
        <translation>无法获取：服务器返回状态 {status}</translation>
    </message>
    <message>
        <source>can&apos;t be fetched: {problem}</source>
        <translation>无法获取：{problem}</translation>
    </message>
    <message>
        <source>can&apos;t be imported: {name}: {error}</source>
        <translation>无法导入：{name}: {error}</translation>
    </message>
    <message>
        <source>can&apos;t be listed: web servers do not say what is in a folder</source>
        <translation>无法列出：Web 服务器不会说明文件夹中有什么</translation>
    </message>
    <message>
        <source>can&apos;t be listed: {value}</source>
        <translation>无法列出：{value}</translation>
    </message>
    <message>
        <source>can&apos;t be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>can&apos;t be opened: {value}</source>
        <translation>无法打开：{value}</translation>
    </message>
    <message>
        <source>can&apos;t be reached: {name}: {error}</source>
        <translation>无法访问：{name}: {error}</translation>
    </message>
    <message>
        <source>can&apos;t be reached: {strip}</source>
        <translation>无法访问：{strip}</translation>
    </message>
    <message>
        <source>can&apos;t be read: {value}</source>
        <translation>无法读取：{value}</translation>
    </message>
    <message>
        <source>can&apos;t be written: it is a device or a pipe, not a file</source>
        <translation>无法写入：它是设备或管道，不是文件</translation>
    </message>
    <message>
        <source>can&apos;t be written: it is a folder</source>
        <translation>无法写入：它是文件夹</translation>
    </message>
    <message>
        <source>can&apos;t be written: its name is impossible ({error})</source>
        <translation>无法写入：其名称不可能存在（{error}）</translation>
    </message>
    <message>
        <source>can&apos;t be written: there is no folder {parent}</source>
        <translation>无法写入：没有文件夹 {parent}</translation>
    </message>
    <message>
        <source>can&apos;t be written: {value}</source>
        <translation>无法写入：{value}</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>cast it to {wide}, or choose another format</source>
        <translation>将其转换为 {wide}，或选择其他格式</translation>
    </message>
    <message>
        <source>cast with errors up to {error}; relative error {relative}</source>
        <translation>转换误差至多 {error}；相对误差 {relative}</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已变化</translation>
    </message>
    <message>
        <source>changes a weight of {rows} × {columns}, and the base&apos;s is {shape}</source>
        <translation>更改 {rows} × {columns} 的权重，而基座的权重为 {shape}</translation>
    </message>
    <message>
        <source>choose the file of {what}</source>
        <translation>请选择{what}的文件</translation>
    </message>
    <message>
        <source>chunk files</source>
        <translation>分块文件</translation>
    </message>
    <message>
        <source>chunk values</source>
        <translation>分块的值</translation>
    </message>
    <message>
        <source>chunks of its shards</source>
        <translation>其分片的分块</translation>
    </message>
    <message>
        <source>claims a header of {header_nbytes:,} bytes; safetensors allows {max_header_nbytes:,}</source>
        <translation>声称有 {header_nbytes:,} 字节的文件头；safetensors 允许 {max_header_nbytes:,}</translation>
    </message>
    <message>
        <source>claims {contents_nbytes:,} bytes, more than can be in {nbytes:,}</source>
        <translation>声称有 {contents_nbytes:,} 字节，超过 {nbytes:,} 中可能容纳的量</translation>
    </message>
    <message>
        <source>code needs arch, the name of the class or function in it{there}</source>
        <translation>代码需要 arch，即其中类或函数的名称{there}</translation>
    </message>
    <message>
        <source>code of one&apos;s own can&apos;t be kept in a checkpoint; only registered architectures can</source>
        <translation>自己的代码不能保存在检查点中；只有已注册的架构可以</translation>
    </message>
    <message>
        <source>colored by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>column of a pandas.DataFrame</source>
        <translation>pandas.DataFrame 的列</translation>
    </message>
    <message>
        <source>compared with {reference}</source>
        <translation>对照{reference}</translation>
    </message>
    <message>
        <source>comparison</source>
        <extracomment>While results come, rows that depend on them are put in order anew this often: nobody can read rows that move. Orders that do not depend on results.</extracomment>
        <translation>比较</translation>
    </message>
    <message>
        <source>complex of {name}</source>
        <translation>{name} 的复数</translation>
    </message>
    <message>
        <source>compressed file</source>
        <translation>压缩文件</translation>
    </message>
    <message>
        <source>computing what rounding to {kind} allows</source>
        <translation>正在计算舍入到 {kind} 所允许的误差</translation>
    </message>
    <message>
        <source>concatenate {parts} on each of {ranks} ranks</source>
        <translation>在 {ranks} 个 rank 上各自拼接 {parts}</translation>
    </message>
    <message>
        <source>conjugate bit</source>
        <translation>共轭位</translation>
    </message>
    <message>
        <source>contains NaN; also has:inf, has:zeros</source>
        <translation>含 NaN；另有 has:inf、has:zeros</translation>
    </message>
    <message>
        <source>content {digest}</source>
        <translation>内容 {digest}</translation>
    </message>
    <message>
        <source>conversion rule</source>
        <translation>转换规则</translation>
    </message>
    <message>
        <source>conversion: and {more_tensors}</source>
        <translation>转换：以及 {more_tensors}</translation>
    </message>
    <message>
        <source>convolutional and linear layers in a row</source>
        <translation>依次排列的卷积层和线性层</translation>
    </message>
    <message>
        <source>convolutions, pooling and linear layers under model</source>
        <translation>model 之下的卷积、池化和线性层</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>count</source>
        <translation>计数</translation>
    </message>
    <message numerus="yes">
        <source>crossed out: NaN or Inf in %n tensor</source>
        <comment>crossed out: NaN or Inf in %n tensors</comment>
        <translation>
            <numerusform>打叉：%n 个张量含 NaN 或 Inf</numerusform>
        </translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>damaged at [{index}], bit {bit}: {stored} instead of {expected}{more}</source>
        <translation>在 [{index}] 处损坏，第 {bit} 位：是 {stored} 而不是 {expected}{more}</translation>
    </message>
    <message>
        <source>damaged within elements {parts}</source>
        <translation>在元素 {parts} 之内损坏</translation>
    </message>
    <message>
        <source>damaged within elements {parts}, …</source>
        <translation>在元素 {parts}, … 之内损坏</translation>
    </message>
    <message>
        <source>dangerous</source>
        <extracomment>Findings of one severity shown one by one; the rest are counted. A hostile file may have a million. What an import is, by the severity of naming it.</extracomment>
        <translation>危险</translation>
    </message>
    <message>
        <source>data files</source>
        <translation>数据文件</translation>
    </message>
    <message>
        <source>data is too large to be looked into for pickles</source>
        <translation>data 太大，无法在其中查找 pickle</translation>
    </message>
    <message>
        <source>dead rows</source>
        <translation>死行</translation>
    </message>
    <message>
        <source>decompresses to more than the free space of {folder} ({room})</source>
        <translation>解压后超过 {folder} 的可用空间（{room}）</translation>
    </message>
    <message>
        <source>describes many times more than it holds</source>
        <translation>描述的内容比它保存的多许多倍</translation>
    </message>
    <message>
        <source>describes objects that lie too deep in each other</source>
        <translation>描述的对象嵌套过深</translation>
    </message>
    <message>
        <source>device type {kind}</source>
        <translation>设备类型 {kind}</translation>
    </message>
    <message>
        <source>differ in dtype</source>
        <translation>数据类型不同</translation>
    </message>
    <message>
        <source>differ in shape</source>
        <translation>形状不同</translation>
    </message>
    <message>
        <source>differing</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>differs in dtype</source>
        <extracomment>What a number of tensors does, where that is something else.</extracomment>
        <translation>数据类型不同</translation>
    </message>
    <message>
        <source>differs in shape</source>
        <translation>形状不同</translation>
    </message>
    <message>
        <source>differs under {rule}: {differing:,} of {elements:,} values, NMSE {nmse:,}{where}</source>
        <translation>在 {rule} 下不同：{elements:,} 个值中有 {differing:,} 个，NMSE {nmse:,}{where}</translation>
    </message>
    <message>
        <source>does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>does not begin with [net]</source>
        <translation>开头不是 [net]</translation>
    </message>
    <message>
        <source>does not end as a table does</source>
        <translation>的结尾不像表的结尾</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>does not exist any more</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>does not fill whole bytes</source>
        <translation>未填满整字节</translation>
    </message>
    <message>
        <source>does not have {numbers} in the line at byte {start:,}</source>
        <translation>在字节 {start:,} 处的行中没有{numbers}</translation>
    </message>
    <message>
        <source>dtype differs</source>
        <translation>数据类型不同</translation>
    </message>
    <message>
        <source>dtype: takes the name of an element type such as float32 or bf16</source>
        <translation>dtype: 接元素类型的名称，如 float32 或 bf16</translation>
    </message>
    <message>
        <source>effective rank</source>
        <translation>有效秩</translation>
    </message>
    <message>
        <source>effective rank {rank}</source>
        <translation>有效秩 {rank}</translation>
    </message>
    <message>
        <source>either file</source>
        <translation>任一文件</translation>
    </message>
    <message>
        <source>either one</source>
        <translation>任一项</translation>
    </message>
    <message>
        <source>element size of a shuffle</source>
        <translation>shuffle 的元素大小</translation>
    </message>
    <message>
        <source>elements</source>
        <translation>元素</translation>
    </message>
    <message>
        <source>ended the program (exit status {code}) while {what}</source>
        <translation>在{what}时结束了程序（退出状态 {code}）</translation>
    </message>
    <message>
        <source>ended without an answer, with exit status {code}{during}</source>
        <translation>没有给出结果就结束了，退出代码为 {code}{during}</translation>
    </message>
    <message>
        <source>ends after {value:,} of {count:,} numbers</source>
        <translation>在 {count:,} 个数中的 {value:,} 个之后结束</translation>
    </message>
    <message>
        <source>ends at byte {end:,}, where a field at byte {position:,} goes on to {following:,}</source>
        <translation>在第 {end:,} 字节结束，而第 {position:,} 字节处的字段延续到 {following:,}</translation>
    </message>
    <message>
        <source>ends at byte {nbytes:,}, where a block at {start:,} has {nbytes2:,} bytes</source>
        <translation>在第 {nbytes:,} 字节结束，而 {start:,} 处的块有 {nbytes2:,} 字节</translation>
    </message>
    <message>
        <source>ends at byte {nbytes:,}, where it points to byte {value:,}</source>
        <translation>在第 {nbytes:,} 字节结束，而它指向第 {value:,} 字节</translation>
    </message>
    <message>
        <source>ends at byte {value:,}: it became shorter while it was open</source>
        <translation>在第 {value:,} 字节结束：打开期间变短了</translation>
    </message>
    <message>
        <source>ends before byte {value:,}, to which one of its structures goes</source>
        <translation>在第 {value:,} 字节之前结束，而其一个结构延伸到那里</translation>
    </message>
    <message>
        <source>ends before its graph: it was cut short</source>
        <translation>在计算图之前结束：被截断了</translation>
    </message>
    <message>
        <source>ends before the line that ends the trees</source>
        <translation>在结束各棵树的那一行之前结束</translation>
    </message>
    <message>
        <source>ends inside its header: it has {nbytes:,} of at least {start:,} bytes</source>
        <translation>在文件头内结束：它有至少 {start:,} 字节中的 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>ends inside the elements: it has {there:,} of {nbytes:,} bytes</source>
        <translation>在元素内结束：它有 {nbytes:,} 字节中的 {there:,} 字节</translation>
    </message>
    <message>
        <source>ends inside the header</source>
        <translation>在文件头内结束</translation>
    </message>
    <message>
        <source>ends inside the header: it has {nbytes:,} of at least {value:,} bytes</source>
        <translation>在文件头内结束：它有至少 {value:,} 字节中的 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>ends inside {name}: the data has {available:,} of at least {end:,} bytes</source>
        <translation>在 {name} 内结束：数据有至少 {end:,} 字节中的 {available:,} 字节</translation>
    </message>
    <message>
        <source>ends within the line at byte {position:,}</source>
        <translation>在字节 {position:,} 处的行中间结束</translation>
    </message>
    <message>
        <source>ends within the {numbers} at byte {start:,}</source>
        <translation>在字节 {start:,} 处的{numbers}中间结束</translation>
    </message>
    <message>
        <source>enumeration of {name}</source>
        <translation>{name} 的枚举</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>相等</translation>
    </message>
    <message>
        <source>equal to {rtol:,} under {rule}</source>
        <translation>在 {rule} 下相等至 {rtol:,}</translation>
    </message>
    <message>
        <source>even step</source>
        <translation>偶数步</translation>
    </message>
    <message>
        <source>exists already</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>exists already, and is no interrupted manifest</source>
        <translation>已存在，且不是中断的清单</translation>
    </message>
    <message>
        <source>exp of the entropy of the singular values, normalized to sum to 1</source>
        <translation>奇异值归一化为和 1 后的熵的指数</translation>
    </message>
    <message>
        <source>exp of the entropy of the singular values; estimated for matrices with both sides over 512, none for more than 67 million elements</source>
        <translation>奇异值的熵的指数；两边都超过 512 的矩阵为估计值，超过 6700 万个元素则不计算</translation>
    </message>
    <message>
        <source>external modules</source>
        <translation>外部模块</translation>
    </message>
    <message>
        <source>failed while {what}: {name}: {said}</source>
        <translation>在{what}时失败：{name}: {said}</translation>
    </message>
    <message>
        <source>fails at {what}: {error}</source>
        <translation>在{what}处失败：{error}</translation>
    </message>
    <message>
        <source>fastText model</source>
        <translation>fastText 模型</translation>
    </message>
    <message>
        <source>files of ranks</source>
        <translation>各 rank 的文件</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>finding an input for {request}</source>
        <translation>正在为 {request} 查找输入</translation>
    </message>
    <message>
        <source>first NaN</source>
        <translation>首个 NaN</translation>
    </message>
    <message>
        <source>first column</source>
        <translation>首列</translation>
    </message>
    <message>
        <source>first in {first_divergence}</source>
        <translation>首先在 {first_divergence}</translation>
    </message>
    <message>
        <source>first infinity</source>
        <translation>首个无穷大</translation>
    </message>
    <message>
        <source>first layer</source>
        <translation>第一层</translation>
    </message>
    <message>
        <source>first row</source>
        <translation>首行</translation>
    </message>
    <message>
        <source>fits as well below {tied} as below {tied2}</source>
        <translation>在 {tied} 之下与在 {tied2} 之下同样匹配</translation>
    </message>
    <message>
        <source>float of {precision} bits</source>
        <translation>{precision} 位浮点数</translation>
    </message>
    <message>
        <source>folder of flax checkpoints</source>
        <translation>flax 检查点的文件夹</translation>
    </message>
    <message>
        <source>for this token</source>
        <translation>（对此令牌）</translation>
    </message>
    <message>
        <source>for {names}</source>
        <translation>用于 {names}</translation>
    </message>
    <message>
        <source>format</source>
        <extracomment>How languages without Latin letters mark the key of a menu entry: ``(&amp;F)``. Of the heading of the page and of those of its sections, by the size of the text.</extracomment>
        <translation>格式</translation>
    </message>
    <message>
        <source>format version</source>
        <translation>格式版本</translation>
    </message>
    <message>
        <source>from output</source>
        <translation>从输出</translation>
    </message>
    <message>
        <source>from zero</source>
        <translation>从零</translation>
    </message>
    <message>
        <source>from {framework}: {kernels}{names} mapped</source>
        <translation>来自 {framework}：已映射 {kernels}{names}</translation>
    </message>
    <message>
        <source>from {key} of {location}</source>
        <extracomment>What the files are called that rows are from, if these are several.</extracomment>
        <translation>来自 {location} 的 {key}</translation>
    </message>
    <message>
        <source>from {origin}</source>
        <translation>来自 {origin}</translation>
    </message>
    <message>
        <source>gates in torch&apos;s order</source>
        <translation>门按 torch 的顺序</translation>
    </message>
    <message>
        <source>general.alignment is {alignment:,}, which is no power of two</source>
        <translation>general.alignment 为 {alignment:,}，不是 2 的幂</translation>
    </message>
    <message>
        <source>general.alignment, which says where tensors begin, is not a positive number</source>
        <translation>说明张量从何处开始的 general.alignment 不是正数</translation>
    </message>
    <message>
        <source>ggml (before GGUF)</source>
        <translation>ggml（GGUF 之前）</translation>
    </message>
    <message>
        <source>give {what}</source>
        <translation>请给出{what}</translation>
    </message>
    <message>
        <source>gray: {what}</source>
        <translation>灰色：{what}</translation>
    </message>
    <message>
        <source>groups of {size:,} of {axis}</source>
        <translation>{axis}，每 {size:,} 个一组</translation>
    </message>
    <message>
        <source>has &apos;{strip}&apos; in the place of a number</source>
        <translation>在应为数字之处是 &apos;{strip}&apos;</translation>
    </message>
    <message>
        <source>has Python objects as elements, which are not decoded</source>
        <translation>元素是 Python 对象，不解码</translation>
    </message>
    <message>
        <source>has a Kronecker product larger than any weight</source>
        <translation>含有比任何权重都大的 Kronecker 积</translation>
    </message>
    <message>
        <source>has a Manifest.json that is none of a model</source>
        <translation>Manifest.json 不是模型的清单</translation>
    </message>
    <message>
        <source>has a Manifest.json that names no model</source>
        <translation>Manifest.json 没有指明模型</translation>
    </message>
    <message>
        <source>has a _METADATA whose tree is no object</source>
        <translation>_METADATA 中的树不是对象</translation>
    </message>
    <message>
        <source>has a _METADATA with a leaf that has no path</source>
        <translation>_METADATA 中有一个叶节点没有路径</translation>
    </message>
    <message>
        <source>has a block at byte {start:,} that does not match its checksum: it was damaged or changed</source>
        <translation>在第 {start:,} 字节处有一个块与其校验和不符：已损坏或被更改</translation>
    </message>
    <message>
        <source>has a block at byte {start:,} whose entries do not fit it</source>
        <translation>在第 {start:,} 字节处有一个块，其条目与之不符</translation>
    </message>
    <message>
        <source>has a block of the unknown compression {trailer}</source>
        <translation>有一个块的压缩方式 {trailer} 未知</translation>
    </message>
    <message>
        <source>has a block of {data:,} bytes that claims to hold {nbytes:,}</source>
        <translation>有一个 {data:,} 字节的块声称容纳 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>has a block that is shorter than its restart points</source>
        <translation>有一个块比其重启点还短</translation>
    </message>
    <message>
        <source>has a byte at {value:,} that begins no value of msgpack</source>
        <translation>在 {value:,} 处有一个字节不是任何 msgpack 值的开头</translation>
    </message>
    <message>
        <source>has a byte for each element, where safetensors packs them</source>
        <translation>每个元素占一个字节，而 safetensors 将它们打包</translation>
    </message>
    <message>
        <source>has a chunk in blocks of {block_nbytes:,} bytes</source>
        <translation>有一个分块由 {block_nbytes:,} 字节的块组成</translation>
    </message>
    <message>
        <source>has a chunk of another number of bits than it has elements</source>
        <translation>有一个分块的位数与其元素数不符</translation>
    </message>
    <message>
        <source>has a chunk of {data:,} bytes, of which there should be {stored_nbytes:,}</source>
        <translation>有一个 {data:,} 字节的分块，而应有 {stored_nbytes:,} 字节</translation>
    </message>
    <message>
        <source>has a chunk of {data:,} bytes, where its elements take {nbytes:,}</source>
        <translation>有一个 {data:,} 字节的分块，而其元素占 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>has a chunk of {nbytes:,} bytes of pickled objects</source>
        <translation>有一个含 {nbytes:,} 字节 pickle 对象的分块</translation>
    </message>
    <message>
        <source>has a chunk that can&apos;t be decompressed</source>
        <translation>有一个分块无法解压</translation>
    </message>
    <message>
        <source>has a chunk that can&apos;t be decompressed: {reason}</source>
        <translation>有一个分块无法解压：{reason}</translation>
    </message>
    <message>
        <source>has a chunk that decompresses to more than its elements</source>
        <translation>有一个分块解压后超过其元素</translation>
    </message>
    <message>
        <source>has a chunk that does not match its checksum</source>
        <translation>有一个分块与其校验和不符</translation>
    </message>
    <message>
        <source>has a chunk that ends inside its Blosc header</source>
        <translation>有一个分块在其 Blosc 头内结束</translation>
    </message>
    <message>
        <source>has a chunk that ends inside the list of its blocks</source>
        <translation>有一个分块在其块列表内结束</translation>
    </message>
    <message>
        <source>has a chunk that is cut off</source>
        <translation>有一个分块被截断</translation>
    </message>
    <message>
        <source>has a chunk that refers to what is before it</source>
        <translation>有一个分块引用了它之前的内容</translation>
    </message>
    <message>
        <source>has a chunk that refers to what is outside of it</source>
        <translation>有一个分块引用了它之外的内容</translation>
    </message>
    <message>
        <source>has a chunk under the nbit filter that is cut off</source>
        <translation>有一个使用 nbit 过滤器的分块被截断</translation>
    </message>
    <message>
        <source>has a chunk under the scale-offset filter that is cut off</source>
        <translation>有一个使用 scale-offset 过滤器的分块被截断</translation>
    </message>
    <message>
        <source>has a chunk under the scale-offset filter without its parameters</source>
        <translation>有一个使用 scale-offset 过滤器的分块没有参数</translation>
    </message>
    <message>
        <source>has a chunk under the szip filter without its parameters</source>
        <translation>有一个使用 szip 过滤器的分块没有参数</translation>
    </message>
    <message>
        <source>has a chunk with a block beyond its end</source>
        <translation>有一个分块含有超出其末尾的块</translation>
    </message>
    <message>
        <source>has a chunk with a block of another size than it says</source>
        <translation>有一个分块含有与所说大小不同的块</translation>
    </message>
    <message>
        <source>has a chunk with a pair of samples that is none</source>
        <translation>有一个分块含有无效的样本对</translation>
    </message>
    <message>
        <source>has a chunk with another checksum than it says</source>
        <translation>有一个分块的校验和与所说的不同</translation>
    </message>
    <message>
        <source>has a chunk with more zeros than there is room for</source>
        <translation>有一个分块的零多到放不下</translation>
    </message>
    <message>
        <source>has a complex number that is not two numbers</source>
        <translation>有一个复数不是由两个数组成</translation>
    </message>
    <message>
        <source>has a compressed block of {nbytes}</source>
        <translation>有一个 {nbytes} 的压缩块</translation>
    </message>
    <message>
        <source>has a compressed block that holds less than it says</source>
        <translation>有一个压缩块的内容比所说的少</translation>
    </message>
    <message>
        <source>has a compressed block that holds more than it says</source>
        <translation>有一个压缩块的内容比所说的多</translation>
    </message>
    <message>
        <source>has a compressed block that refers to what is not there</source>
        <translation>有一个压缩块引用了不存在的内容</translation>
    </message>
    <message>
        <source>has a compressed element at byte {start:,} that holds no array</source>
        <translation>在第 {start:,} 字节处有一个不含数组的压缩元素</translation>
    </message>
    <message>
        <source>has a compressed element at byte {start:,} that is no zlib data</source>
        <translation>在第 {start:,} 字节处有一个不是 zlib 数据的压缩元素</translation>
    </message>
    <message>
        <source>has a core and a factor too large for memory</source>
        <translation>核心和因子大到内存无法容纳</translation>
    </message>
    <message>
        <source>has a dictionary of {size:,} words, more than fit in the file</source>
        <translation>词典有 {size:,} 个词，超过文件所能容纳的数量</translation>
    </message>
    <message>
        <source>has a document type, which no model has</source>
        <translation>含有文档类型，而模型都没有</translation>
    </message>
    <message>
        <source>has a field of the impossible number {number:,} at byte {position:,}</source>
        <translation>在字节 {position:,} 处有一个编号不可能的字段 {number:,}</translation>
    </message>
    <message>
        <source>has a field of the unknown wire type {wire_type} at byte {position:,}</source>
        <translation>在第 {position:,} 字节处有一个线类型 {wire_type} 未知的字段</translation>
    </message>
    <message>
        <source>has a field of {nbytes}, where names and numbers are expected</source>
        <translation>有一个 {nbytes} 的字段，而此处应为名称和数字</translation>
    </message>
    <message>
        <source>has a fill value of {fill} bytes for elements of {itemsize}</source>
        <translation>填充值有 {fill} 字节，而元素为 {itemsize}</translation>
    </message>
    <message>
        <source>has a fortran_order that is neither True nor False</source>
        <translation>fortran_order 既不是 True 也不是 False</translation>
    </message>
    <message>
        <source>has a group with a name outside its names</source>
        <translation>有一个组的名称在其名称表之外</translation>
    </message>
    <message>
        <source>has a group with a table of names in two places</source>
        <translation>有一个组的名称表在两处出现</translation>
    </message>
    <message>
        <source>has a half of {shape}, too large for memory</source>
        <translation>有一半的形状为 {shape}，大到内存无法容纳</translation>
    </message>
    <message>
        <source>has a header of {nbytes:,} bytes</source>
        <translation>有 {nbytes:,} 字节的文件头</translation>
    </message>
    <message>
        <source>has a header that is not a Python literal</source>
        <translation>文件头不是 Python 字面量</translation>
    </message>
    <message>
        <source>has a header without descr, fortran_order and shape, or with more</source>
        <translation>文件头缺少 descr、fortran_order 和 shape，或多出其他内容</translation>
    </message>
    <message>
        <source>has a heap of a later version of HDF5</source>
        <translation>含有更新版本 HDF5 的堆</translation>
    </message>
    <message>
        <source>has a heap that is compressed</source>
        <translation>含有压缩的堆</translation>
    </message>
    <message>
        <source>has a heap whose blocks have no sizes</source>
        <translation>含有块没有大小的堆</translation>
    </message>
    <message>
        <source>has a heap without the blocks it says it has</source>
        <translation>堆没有它所说的块</translation>
    </message>
    <message>
        <source>has a key at byte {start:,} that is neither text nor a number</source>
        <translation>在第 {start:,} 字节处有一个键，既不是文本也不是数字</translation>
    </message>
    <message>
        <source>has a key that is not text</source>
        <translation>有一个键不是文本</translation>
    </message>
    <message>
        <source>has a key that shares more with the one before than that has</source>
        <translation>有一个键与前一个键共用的部分比后者还长</translation>
    </message>
    <message>
        <source>has a key twice</source>
        <translation>有一个键出现两次</translation>
    </message>
    <message>
        <source>has a layer of the kind {kind}, whose weights are not known here</source>
        <translation>有一个种类为 {kind} 的层，其权重在此未知</translation>
    </message>
    <message>
        <source>has a layer {number} of impossible sizes</source>
        <translation>有一个大小不可能存在的层 {number}</translation>
    </message>
    <message>
        <source>has a link of version {version}</source>
        <translation>有一个版本为 {version} 的链接</translation>
    </message>
    <message>
        <source>has a list of numbers that ends within one</source>
        <translation>有一个数字列表在一个数内部结束</translation>
    </message>
    <message>
        <source>has a list of {count:,} items, more than there are bytes</source>
        <translation>有一个 {count:,} 项的列表，多于现有字节</translation>
    </message>
    <message>
        <source>has a manifest of weights that can&apos;t be read ({reason})</source>
        <translation>权重清单无法读取（{reason}）</translation>
    </message>
    <message>
        <source>has a manifest.ocdbt of {nbytes:,} bytes</source>
        <translation>有 {nbytes:,} 字节的 manifest.ocdbt</translation>
    </message>
    <message>
        <source>has a manifest.ocdbt whose versions lie in files of their own</source>
        <translation>manifest.ocdbt 的版本位于单独的文件中</translation>
    </message>
    <message>
        <source>has a map of {count:,} items, more than there are bytes</source>
        <translation>有一个 {count:,} 项的映射，多于现有字节</translation>
    </message>
    <message>
        <source>has a matrix of an impossible size</source>
        <translation>有一个大小不可能的矩阵</translation>
    </message>
    <message>
        <source>has a matrix of {rows} by {width} in {planes} planes of shape {shape}</source>
        <translation>有一个 {rows} × {width} 的矩阵，由 {planes} 个形状为 {shape} 的平面组成</translation>
    </message>
    <message>
        <source>has a message in a block of a heap that is not there</source>
        <translation>有一条消息位于堆中不存在的块</translation>
    </message>
    <message>
        <source>has a message in a heap that is empty</source>
        <translation>有一条消息位于空的堆中</translation>
    </message>
    <message>
        <source>has a message outside its heap</source>
        <translation>有一条消息位于其堆之外</translation>
    </message>
    <message>
        <source>has a message that does not lie in its heap</source>
        <translation>有一条消息不在其堆中</translation>
    </message>
    <message>
        <source>has a name at byte {value:,} that does not end</source>
        <translation>在第 {value:,} 字节处有一个没有结尾的名称</translation>
    </message>
    <message>
        <source>has a negative size before byte {position:,}</source>
        <translation>在第 {position:,} 字节之前有一个负的大小</translation>
    </message>
    <message>
        <source>has a node that ends within its numbers</source>
        <translation>有一个节点在其数字内部结束</translation>
    </message>
    <message>
        <source>has a node whose keys share more than the first of them has</source>
        <translation>有一个节点，其键共用的部分比第一个键还长</translation>
    </message>
    <message>
        <source>has a number as field {number}, which is to be bytes</source>
        <translation>字段 {number} 是数字，而它应为字节</translation>
    </message>
    <message>
        <source>has a number of more than 64 bits</source>
        <translation>有一个超过 64 位的数</translation>
    </message>
    <message>
        <source>has a number that does not end, or one of more than 64 bits</source>
        <translation>有一个没有结尾的数，或超过 64 位的数</translation>
    </message>
    <message>
        <source>has a part between slashes that is no name in HDF5</source>
        <translation>斜杠之间有一部分不是 HDF5 的名称</translation>
    </message>
    <message>
        <source>has a part that can&apos;t be read: {lost}</source>
        <translation>有一部分无法读取：{lost}</translation>
    </message>
    <message>
        <source>has a path that leads upwards</source>
        <translation>有一个向上级走的路径</translation>
    </message>
    <message>
        <source>has a piece that ends within an element</source>
        <translation>有一块在一个元素内部结束</translation>
    </message>
    <message>
        <source>has a place or a shape that is no list of numbers</source>
        <translation>位置或形状不是数字列表</translation>
    </message>
    <message>
        <source>has a quant_state that is no text</source>
        <translation>quant_state 不是文本</translation>
    </message>
    <message>
        <source>has a quant_state that is not its JSON</source>
        <translation>quant_state 不是其 JSON</translation>
    </message>
    <message>
        <source>has a quant_state with impossible sizes</source>
        <translation>quant_state 含有不可能的大小</translation>
    </message>
    <message>
        <source>has a record with a member outside of it</source>
        <translation>有一条记录，其成员位于记录之外</translation>
    </message>
    <message>
        <source>has a route from no layer</source>
        <translation>有一个不来自任何层的 route</translation>
    </message>
    <message>
        <source>has a scale for another number of rows</source>
        <translation>缩放系数是针对另一行数的</translation>
    </message>
    <message>
        <source>has a schema.json that describes no object</source>
        <translation>schema.json 没有描述对象</translation>
    </message>
    <message>
        <source>has a schema.json that is not JSON</source>
        <translation>schema.json 不是 JSON</translation>
    </message>
    <message>
        <source>has a sequence that is longer than the file</source>
        <translation>有一个比文件还长的序列</translation>
    </message>
    <message>
        <source>has a sequence that is not in its heap</source>
        <translation>有一个序列不在其堆中</translation>
    </message>
    <message>
        <source>has a shape larger than any memory</source>
        <translation>形状比任何内存都大</translation>
    </message>
    <message>
        <source>has a shape larger than any memory: {sizes}</source>
        <translation>形状比任何内存都大：{sizes}</translation>
    </message>
    <message>
        <source>has a shape of version {version}</source>
        <translation>有一个版本为 {version} 的形状</translation>
    </message>
    <message>
        <source>has a shape that is only known when it runs</source>
        <translation>形状在运行时才知道</translation>
    </message>
    <message>
        <source>has a shard of {nbytes:,} bytes with a chunk beyond its end</source>
        <translation>有一个 {nbytes:,} 字节的分片，其中一个分块超出末尾</translation>
    </message>
    <message>
        <source>has a shard of {nbytes:,} bytes, where its index takes {whole:,}</source>
        <translation>有一个 {nbytes:,} 字节的分片，而其索引占 {whole:,} 字节</translation>
    </message>
    <message>
        <source>has a shard whose index does not match its checksum</source>
        <translation>有一个分片，其索引与校验和不符</translation>
    </message>
    <message>
        <source>has a size or a part of a complex number that is no number</source>
        <translation>有一个大小或复数的一部分不是数字</translation>
    </message>
    <message>
        <source>has a size that is no integer</source>
        <translation>有一个大小不是整数</translation>
    </message>
    <message>
        <source>has a slice of shape {sizes} that is not in the index</source>
        <translation>有一个形状为 {sizes} 的切片不在索引中</translation>
    </message>
    <message>
        <source>has a slice of {extents} axes of the shape {shape}</source>
        <translation>有一个 {extents} 个轴的切片，而形状为 {shape}</translation>
    </message>
    <message>
        <source>has a slice outside the shape {shape}</source>
        <translation>有一个切片在形状 {shape} 之外</translation>
    </message>
    <message>
        <source>has a table at byte {position:,} whose fields can&apos;t be told</source>
        <translation>在第 {position:,} 字节处有一个表，其字段无法辨认</translation>
    </message>
    <message>
        <source>has a table whose keys are objects at byte {position:,}</source>
        <translation>在字节 {position:,} 处有一个以对象为键的表</translation>
    </message>
    <message>
        <source>has a tensor in file {last:,} of {shards:,}</source>
        <translation>有一个张量位于第 {last:,} 个文件，共 {shards:,} 个</translation>
    </message>
    <message>
        <source>has a tensor of an impossible shape</source>
        <translation>有一个形状不可能的张量</translation>
    </message>
    <message>
        <source>has a tensor of an unknown version at byte {value:,}</source>
        <translation>在第 {value:,} 字节处有一个版本未知的张量</translation>
    </message>
    <message>
        <source>has a tensor of the unknown type {code}</source>
        <translation>有一个张量的类型 {code} 未知</translation>
    </message>
    <message>
        <source>has a tensor of {axes:,} axes</source>
        <translation>有一个 {axes:,} 个轴的张量</translation>
    </message>
    <message>
        <source>has a tensor of {dtype} without a storage of it</source>
        <translation>有一个 {dtype} 张量没有同类型的存储</translation>
    </message>
    <message>
        <source>has a tensor that reaches element {reach:,} of a storage of {numel:,}</source>
        <translation>有一个张量触及第 {reach:,} 个元素，而存储只有 {numel:,} 个</translation>
    </message>
    <message>
        <source>has a tensor with {levels:,} levels of detail at byte {value:,}</source>
        <translation>在第 {value:,} 字节处有一个含 {levels:,} 级细节的张量</translation>
    </message>
    <message>
        <source>has a tensor without a type, or of the impossible shape {shape}</source>
        <translation>有一个张量没有类型，或形状 {shape} 不可能存在</translation>
    </message>
    <message>
        <source>has a text of {nbytes:,} bytes</source>
        <translation>有一个 {nbytes:,} 字节的文本</translation>
    </message>
    <message>
        <source>has a text or bytes of {nbytes:,} bytes</source>
        <translation>有一个 {nbytes:,} 字节的文本或字节串</translation>
    </message>
    <message>
        <source>has a text that is not in its heap</source>
        <translation>有一个文本不在其堆中</translation>
    </message>
    <message>
        <source>has a tree of another kind than it should be</source>
        <translation>有一棵树的种类与应有的不同</translation>
    </message>
    <message>
        <source>has a tree with a node in two places</source>
        <translation>有一棵树，其中一个节点在两处出现</translation>
    </message>
    <message>
        <source>has a tree with a node of another kind than the tree</source>
        <translation>有一棵树，其中一个节点与树的种类不同</translation>
    </message>
    <message>
        <source>has a tree with nodes too small for a record</source>
        <translation>有一棵树，其节点小到放不下一条记录</translation>
    </message>
    <message>
        <source>has a type nested too deep</source>
        <translation>有一个嵌套过深的类型</translation>
    </message>
    <message>
        <source>has a type of the unknown class {value}</source>
        <translation>有一个类 {value} 未知的类型</translation>
    </message>
    <message>
        <source>has a value of the msgpack extension type {kind}, which flax does not write</source>
        <translation>有一个 msgpack 扩展类型 {kind} 的值，flax 不会写入它</translation>
    </message>
    <message>
        <source>has a variable of the unknown type {code}</source>
        <translation>有一个变量的类型 {code} 未知</translation>
    </message>
    <message>
        <source>has a weight of {values:,} sums</source>
        <translation>含有一个有 {values:,} 个总和的权重</translation>
    </message>
    <message>
        <source>has a weight with a name of {length:,} bytes</source>
        <translation>含有一个名称长 {length:,} 字节的权重</translation>
    </message>
    <message>
        <source>has a {manifest} of a database without arrays</source>
        <translation>{manifest} 属于没有数组的数据库</translation>
    </message>
    <message>
        <source>has a {what} at another height than it should be</source>
        <translation>有一个 {what}，其高度与应有的不同</translation>
    </message>
    <message>
        <source>has a {what} of only {data:,} bytes</source>
        <translation>有一个仅 {data:,} 字节的 {what}</translation>
    </message>
    <message>
        <source>has a {what} of version {version} with compression {compression}</source>
        <translation>有一个版本为 {version}、压缩方式为 {compression} 的 {what}</translation>
    </message>
    <message>
        <source>has a {what} of {data:,} bytes, which says that it has another size</source>
        <translation>有一个 {data:,} 字节的 {what}，它声称是另一个大小</translation>
    </message>
    <message>
        <source>has a {what} of {nbytes:,} bytes</source>
        <translation>有一个 {nbytes:,} 字节的 {what}</translation>
    </message>
    <message>
        <source>has a {what} that does not begin as one</source>
        <translation>有一个 {what}，其开头不对</translation>
    </message>
    <message>
        <source>has a {what} that does not match its checksum</source>
        <translation>有一个 {what} 与其校验和不符</translation>
    </message>
    <message>
        <source>has a {what} that is not JSON</source>
        <translation>有一个 {what} 不是 JSON</translation>
    </message>
    <message>
        <source>has a {what} that is not a JSON object</source>
        <translation>有一个 {what} 不是 JSON 对象</translation>
    </message>
    <message>
        <source>has an HDF5 superblock of version {version}; versions 0 to 3 are read</source>
        <translation>HDF5 超级块版本为 {version}；可读取版本 0 到 3</translation>
    </message>
    <message>
        <source>has an OCDBT tree in which a node is met twice</source>
        <translation>有一棵 OCDBT 树，其中一个节点出现两次</translation>
    </message>
    <message>
        <source>has an OCDBT tree of more than {most}</source>
        <translation>有一棵超过 {most} 的 OCDBT 树</translation>
    </message>
    <message>
        <source>has an OCDBT tree of more than {ocdbt_keys:,} keys</source>
        <translation>有一棵超过 {ocdbt_keys:,} 个键的 OCDBT 树</translation>
    </message>
    <message>
        <source>has an array in pieces that do not make up its shape</source>
        <translation>有一个数组，其各块拼不成它的形状</translation>
    </message>
    <message>
        <source>has an array in pieces that don&apos;t fit together: {reason}</source>
        <translation>有一个数组，其各块互不相符：{reason}</translation>
    </message>
    <message>
        <source>has an array of a type that is not one of numbers, or without a size</source>
        <translation>有一个数组的类型不是数字类型，或没有大小</translation>
    </message>
    <message>
        <source>has an array of an impossible shape at byte {start:,}</source>
        <translation>在第 {start:,} 字节处有一个形状不可能存在的数组</translation>
    </message>
    <message>
        <source>has an array of the impossible shape {shape}</source>
        <translation>有一个数组的形状 {shape} 不可能存在</translation>
    </message>
    <message>
        <source>has an array of the type {name}, which is not decoded</source>
        <translation>有一个类型为 {name} 的数组，不解码</translation>
    </message>
    <message>
        <source>has an array of the unknown class {kind} at byte {start:,}</source>
        <translation>在第 {start:,} 字节处有一个类 {kind} 未知的数组</translation>
    </message>
    <message>
        <source>has an array of the unknown storage type {layout}</source>
        <translation>有一个数组的存储类型 {layout} 未知</translation>
    </message>
    <message>
        <source>has an array of the unknown type {code}</source>
        <translation>有一个数组的类型 {code} 未知</translation>
    </message>
    <message>
        <source>has an array of the unknown version {magic}</source>
        <translation>有一个数组的版本 {magic} 未知</translation>
    </message>
    <message>
        <source>has an array of {left:,} items, more than there are bytes</source>
        <translation>有一个 {left:,} 项的数组，多于现有字节</translation>
    </message>
    <message>
        <source>has an array or a complex number without a list of its sizes or parts</source>
        <translation>有一个数组或复数没有大小或组成部分的列表</translation>
    </message>
    <message>
        <source>has an array type of another size than its elements have</source>
        <translation>有一个数组类型的大小与其元素不同</translation>
    </message>
    <message>
        <source>has an array under a key that is not the name of a file</source>
        <translation>有一个数组的键不是文件名</translation>
    </message>
    <message>
        <source>has an array with an impossible size</source>
        <translation>有一个数组的大小不可能存在</translation>
    </message>
    <message>
        <source>has an array without its elements</source>
        <translation>有一个数组没有元素</translation>
    </message>
    <message>
        <source>has an attribute of version {version}</source>
        <translation>有一个版本为 {version} 的属性</translation>
    </message>
    <message>
        <source>has an element of {nbytes:,} bytes at byte {start:,}, {value:,} too many</source>
        <translation>在第 {start:,} 字节处有一个 {nbytes:,} 字节的元素，多出 {value:,} 字节</translation>
    </message>
    <message>
        <source>has an element of {nbytes:,} bytes in the place of {small_nbytes} at byte {start:,}</source>
        <translation>在第 {start:,} 字节处有一个 {nbytes:,} 字节的元素，而应为 {small_nbytes}</translation>
    </message>
    <message>
        <source>has an empty {what}</source>
        <translation>有一个空的 {what}</translation>
    </message>
    <message>
        <source>has an entry of megabytes in its index</source>
        <translation>索引中有一个数兆字节的条目</translation>
    </message>
    <message>
        <source>has an entry with negative numbers in its index</source>
        <translation>索引中有一个条目含负数</translation>
    </message>
    <message>
        <source>has an impossible dtype: {descr}</source>
        <translation>数据类型不可能存在：{descr}</translation>
    </message>
    <message>
        <source>has an impossible order of axes</source>
        <translation>轴顺序不可能存在</translation>
    </message>
    <message>
        <source>has an impossible shape for {path}</source>
        <translation>{path} 的形状不可能存在</translation>
    </message>
    <message>
        <source>has an impossible shape: {shape}</source>
        <translation>形状不可能存在：{shape}</translation>
    </message>
    <message>
        <source>has an impossible {what}</source>
        <translation>有一个不可能存在的 {what}</translation>
    </message>
    <message>
        <source>has an index of blocks of {nbytes}</source>
        <translation>有 {nbytes} 的块索引</translation>
    </message>
    <message>
        <source>has an index of chunks of the unknown kind {number}</source>
        <translation>有一个种类 {number} 未知的分块索引</translation>
    </message>
    <message>
        <source>has an index of chunks whose blocks have no sizes</source>
        <translation>有一个分块索引，其块没有大小</translation>
    </message>
    <message>
        <source>has an index of chunks with records of another size than they should have</source>
        <translation>有一个分块索引，其记录的大小与应有的不同</translation>
    </message>
    <message>
        <source>has an index of which no shard is there</source>
        <translation>有索引，但其分片一个都不在</translation>
    </message>
    <message>
        <source>has an object header of version {version}; versions 1 and 2 are read</source>
        <translation>有版本为 {version} 的对象头；可读取版本 1 和 2</translation>
    </message>
    <message>
        <source>has an object header that goes on in itself</source>
        <translation>有一个对象头接续到自身</translation>
    </message>
    <message>
        <source>has an object header that goes on where there is none</source>
        <translation>有一个对象头接续到没有对象头的地方</translation>
    </message>
    <message>
        <source>has an object of the unknown kind {kind:,} before byte {position:,}</source>
        <translation>在字节 {position:,} 之前有一个未知种类 {kind:,} 的对象</translation>
    </message>
    <message>
        <source>has an object of {name}, which is not decoded</source>
        <translation>有一个 {name} 对象，尚不能解码</translation>
    </message>
    <message>
        <source>has an object without a class before byte {position:,}</source>
        <translation>在字节 {position:,} 之前有一个没有类的对象</translation>
    </message>
    <message>
        <source>has an opaque type of another size than its tag says</source>
        <translation>有一个不透明类型的大小与其标签所说的不同</translation>
    </message>
    <message>
        <source>has another shape than under {rule}</source>
        <translation>形状与在 {rule} 下的不同</translation>
    </message>
    <message>
        <source>has another tree in the place of the tree {number:,}</source>
        <translation>在第 {number:,} 棵树的位置上是另一棵树</translation>
    </message>
    <message>
        <source>has arrays as elements ({dtype})</source>
        <translation>元素是数组（{dtype}）</translation>
    </message>
    <message>
        <source>has blocks nested more than {most} deep</source>
        <translation>块的嵌套超过 {most} 层</translation>
    </message>
    <message>
        <source>has chunk keys in the encoding {encoding}</source>
        <translation>分块键使用编码 {encoding}</translation>
    </message>
    <message>
        <source>has chunk keys with another separator than a dot or a slash</source>
        <translation>分块键的分隔符既不是点也不是斜杠</translation>
    </message>
    <message>
        <source>has chunks beyond the end of the file</source>
        <translation>有超出文件末尾的分块</translation>
    </message>
    <message>
        <source>has chunks of other axes than its shape, or of other elements</source>
        <translation>分块与其形状的轴不同，或元素不同</translation>
    </message>
    <message>
        <source>has chunks of shape {chunk_shape} in an array of shape {shape}</source>
        <translation>在形状为 {shape} 的数组中有形状为 {chunk_shape} 的分块</translation>
    </message>
    <message>
        <source>has chunks of small floats under the scale-offset filter</source>
        <translation>分块在 scale-offset 过滤器下含小浮点数</translation>
    </message>
    <message>
        <source>has chunks of {size}; no more than {most} are decompressed at once</source>
        <translation>有 {size} 的分块；一次最多解压 {most}</translation>
    </message>
    <message>
        <source>has chunks on a grid that is {name}, not regular</source>
        <translation>分块网格为 {name}，不是规则网格</translation>
    </message>
    <message>
        <source>has chunks that do not lie in a grid</source>
        <translation>分块不在网格中</translation>
    </message>
    <message>
        <source>has chunks under Blosc with {compressor}, which this version does not decompress</source>
        <translation>分块使用带 {compressor} 的 Blosc，本版本不解压</translation>
    </message>
    <message>
        <source>has chunks under a form of the filter {name} that is not undone</source>
        <translation>分块使用了过滤器 {name} 的一种不支持还原的形式</translation>
    </message>
    <message>
        <source>has chunks under a form of the nbit filter that is not read</source>
        <translation>分块使用一种不支持读取的 nbit 过滤器</translation>
    </message>
    <message>
        <source>has chunks under a form of the scale-offset filter that is not read</source>
        <translation>分块使用一种不支持读取的 scale-offset 过滤器</translation>
    </message>
    <message>
        <source>has chunks under a form of the szip filter that is not read</source>
        <translation>分块使用一种不支持读取的 szip 过滤器</translation>
    </message>
    <message>
        <source>has chunks under the codec {name}</source>
        <translation>分块使用编解码器 {name}</translation>
    </message>
    <message>
        <source>has chunks under the filter {value}</source>
        <translation>分块使用过滤器 {value}</translation>
    </message>
    <message>
        <source>has codes for other codebooks or scales</source>
        <translation>其编码对应的是其他码本或缩放因子</translation>
    </message>
    <message>
        <source>has codes for {dimension:,} columns of a matrix of {columns:,}</source>
        <translation>编码对应 {dimension:,} 列，而矩阵有 {columns:,} 列</translation>
    </message>
    <message>
        <source>has columns in groups that are not there</source>
        <translation>有些列属于不存在的组</translation>
    </message>
    <message>
        <source>has compressed chunks of {size}; at most {most} are decoded</source>
        <translation>有 {size} 的压缩分块；最多解码 {most}</translation>
    </message>
    <message>
        <source>has compressed chunks of {size}; at most {most} are undone</source>
        <translation>有 {size} 的压缩分块；最多还原 {most}</translation>
    </message>
    <message>
        <source>has elements laid out by version {version} of the rules; versions 1 to 5 are read</source>
        <translation>元素按规则的版本 {version} 排列；可读取版本 1 到 5</translation>
    </message>
    <message>
        <source>has elements laid out in the unknown way {other}</source>
        <translation>元素以未知方式 {other} 排列</translation>
    </message>
    <message>
        <source>has elements of no size ({dtype})</source>
        <translation>元素没有大小（{dtype}）</translation>
    </message>
    <message>
        <source>has elements of text that lie outside its data</source>
        <translation>有文本元素位于其数据之外</translation>
    </message>
    <message>
        <source>has elements of the type {name}, which is not read</source>
        <translation>元素类型为 {name}，不读取</translation>
    </message>
    <message>
        <source>has elements of the type {shown}, which is not decoded</source>
        <translation>元素类型为 {shown}，不解码</translation>
    </message>
    <message>
        <source>has elements that repeat the same text out of all proportion</source>
        <translation>元素不成比例地重复同一文本</translation>
    </message>
    <message>
        <source>has exponents for another number of groups</source>
        <translation>指数是针对另一组数的</translation>
    </message>
    <message>
        <source>has factors of more than {max_factor_elements:,} elements, too large for memory</source>
        <translation>因子超过 {max_factor_elements:,} 个元素，大到内存无法容纳</translation>
    </message>
    <message>
        <source>has factors of rank 0</source>
        <translation>因子秩为 0</translation>
    </message>
    <message>
        <source>has factors that don&apos;t multiply: {shapes}</source>
        <translation>因子无法相乘：{shapes}</translation>
    </message>
    <message>
        <source>has factors that don&apos;t multiply: {shape} and {shape2}</source>
        <translation>因子无法相乘：{shape} 和 {shape2}</translation>
    </message>
    <message>
        <source>has fewer bytes than its shape asks for</source>
        <translation>字节少于其形状所需</translation>
    </message>
    <message>
        <source>has fewer sparse elements than it says</source>
        <translation>稀疏元素比所说的少</translation>
    </message>
    <message>
        <source>has filters without their names</source>
        <translation>过滤器没有名称</translation>
    </message>
    <message>
        <source>has graphs nested more than {graph_depth} deep</source>
        <translation>计算图嵌套超过 {graph_depth} 层</translation>
    </message>
    <message>
        <source>has groups for another number of inputs</source>
        <translation>组是针对另一输入数的</translation>
    </message>
    <message>
        <source>has groups of a size that only the configuration of the model tells</source>
        <translation>其分组大小只有模型的配置才能说明</translation>
    </message>
    <message>
        <source>has groups that are no list</source>
        <translation>组不是列表</translation>
    </message>
    <message>
        <source>has halves of {shape} and {shape2}</source>
        <translation>两半为 {shape} 和 {shape2}</translation>
    </message>
    <message>
        <source>has impossible {what}: {value}</source>
        <translation>{what} 不可能存在：{value}</translation>
    </message>
    <message>
        <source>has integers of {bits} bits in elements of type {dtype}</source>
        <translation>在类型为 {dtype} 的元素中有 {bits} 位的整数</translation>
    </message>
    <message>
        <source>has its array in {file}, which {reason}</source>
        <translation>其数组位于 {file}，该文件{reason}</translation>
    </message>
    <message>
        <source>has its data at byte {position:,} of files that end at byte {value:,}</source>
        <translation>数据在文件的第 {position:,} 字节，而文件在第 {value:,} 字节结束</translation>
    </message>
    <message>
        <source>has its data in another file, as only tensors of models do</source>
        <translation>数据在另一个文件中，而只有模型的张量才会这样</translation>
    </message>
    <message>
        <source>has its data in another file, at an impossible {key}</source>
        <translation>数据在另一个文件中，但 {key} 不可能存在</translation>
    </message>
    <message>
        <source>has its data in buffer {identifier} outside the file, which is not described</source>
        <translation>数据在文件之外的缓冲区 {identifier} 中，该缓冲区没有描述</translation>
    </message>
    <message>
        <source>has its data in buffer {number}, of {tables}</source>
        <translation>数据在缓冲区 {number} 中，而只有 {tables}</translation>
    </message>
    <message>
        <source>has its data in more than {most:,} files</source>
        <translation>数据分布在超过 {most:,} 个文件中</translation>
    </message>
    <message>
        <source>has its data packed as {packing}</source>
        <translation>数据以 {packing} 方式打包</translation>
    </message>
    <message>
        <source>has its elements in other files, which are not opened</source>
        <translation>元素在其他文件中，未打开</translation>
    </message>
    <message>
        <source>has keys out of all proportion to its size</source>
        <translation>键与其大小不成比例</translation>
    </message>
    <message>
        <source>has keys that are not in order</source>
        <translation>键没有按顺序排列</translation>
    </message>
    <message>
        <source>has messages that objects share in a heap</source>
        <translation>有对象在堆中共享的消息</translation>
    </message>
    <message>
        <source>has meta data that make no sense</source>
        <translation>元数据没有意义</translation>
    </message>
    <message>
        <source>has metadata without the name of a codec, a grid or an encoding</source>
        <translation>元数据没有编解码器、网格或编码的名称</translation>
    </message>
    <message>
        <source>has more cells and structures within each other than are gone through</source>
        <translation>相互嵌套的元胞和结构体多到不再逐一进入</translation>
    </message>
    <message>
        <source>has more numbers than the {elements:,} that should be there</source>
        <translation>数多于应有的 {elements:,} 个</translation>
    </message>
    <message>
        <source>has more objects within each other than are gone through</source>
        <translation>嵌套的对象多于可遍历的数量</translation>
    </message>
    <message>
        <source>has more than {max_depth} objects or lists within each other</source>
        <translation>含有超过 {max_depth} 层相互嵌套的对象或列表</translation>
    </message>
    <message>
        <source>has more than {most} archives or compressed files within each other</source>
        <translation>含有超过 {most} 层相互嵌套的归档或压缩文件</translation>
    </message>
    <message>
        <source>has more than {tree_depth} maps or lists within each other</source>
        <translation>含有超过 {tree_depth} 层相互嵌套的映射或列表</translation>
    </message>
    <message>
        <source>has more than {tree_depth} objects or arrays within each other</source>
        <translation>含有超过 {tree_depth} 层相互嵌套的对象或数组</translation>
    </message>
    <message>
        <source>has more than {tree_values:,} elements one by one</source>
        <translation>逐个存放的元素超过 {tree_values:,} 个</translation>
    </message>
    <message>
        <source>has more than {tree_values:,} numbers one by one</source>
        <translation>逐个存放的数超过 {tree_values:,} 个</translation>
    </message>
    <message>
        <source>has more than {tree_values:,} values</source>
        <translation>含有超过 {tree_values:,} 个值</translation>
    </message>
    <message>
        <source>has no SHA-256 of tensors; run gguf-hash with --sha256</source>
        <translation>没有张量的 SHA-256；请用 --sha256 运行 gguf-hash</translation>
    </message>
    <message>
        <source>has no arrays</source>
        <translation>没有数组</translation>
    </message>
    <message>
        <source>has no axis to count its packed elements along</source>
        <translation>没有可据以计数打包元素的轴</translation>
    </message>
    <message>
        <source>has no axis, without which the gguf package reads no bfloat16</source>
        <translation>没有轴，而 gguf 包无法读取没有轴的 bfloat16</translation>
    </message>
    <message>
        <source>has no chunk {number} any more</source>
        <translation>不再有分块 {number}</translation>
    </message>
    <message>
        <source>has no data</source>
        <translation>没有数据</translation>
    </message>
    <message>
        <source>has no data in the file</source>
        <translation>在文件中没有数据</translation>
    </message>
    <message>
        <source>has no data in the file (device meta); leave it out</source>
        <translation>在文件中没有数据（设备 meta）；请将其排除</translation>
    </message>
    <message>
        <source>has no data in {where} (device meta)</source>
        <translation>在 {where} 中没有数据（设备 meta）</translation>
    </message>
    <message>
        <source>has no elements</source>
        <translation>没有元素</translation>
    </message>
    <message>
        <source>has no elements, which GGUF does not allow</source>
        <translation>没有元素，GGUF 不允许</translation>
    </message>
    <message>
        <source>has no list of codecs</source>
        <translation>没有编解码器列表</translation>
    </message>
    <message>
        <source>has no model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>has no number in the line at byte {start:,}</source>
        <translation>在字节 {start:,} 处的行中没有数字</translation>
    </message>
    <message>
        <source>has no object header at byte {value:,}, where one should be</source>
        <translation>在第 {value:,} 字节处没有应有的对象头</translation>
    </message>
    <message>
        <source>has no pieces</source>
        <translation>没有组成块</translation>
    </message>
    <message>
        <source>has no scale, without which torch has no quantised tensors</source>
        <translation>没有缩放系数，而 torch 的量化张量必须有</translation>
    </message>
    <message>
        <source>has no shard that can be read: {value}</source>
        <translation>没有可读取的分片：{value}</translation>
    </message>
    <message>
        <source>has no type or no place for its elements</source>
        <translation>元素没有类型或没有位置</translation>
    </message>
    <message>
        <source>has no variable at byte {position:,}</source>
        <translation>在字节 {position:,} 处没有变量</translation>
    </message>
    <message>
        <source>has no words with vectors of one size</source>
        <translation>没有带同一大小向量的词</translation>
    </message>
    <message>
        <source>has numbers of the unknown type {kind}</source>
        <translation>数的类型 {kind} 未知</translation>
    </message>
    <message>
        <source>has numbers of {nbytes} bytes in its superblock, which HDF5 has not</source>
        <translation>超级块中有 {nbytes} 字节的数，HDF5 没有这种数</translation>
    </message>
    <message>
        <source>has parts of type {dtype}</source>
        <translation>组成部分类型为 {dtype}</translation>
    </message>
    <message>
        <source>has parts that do not fit each other</source>
        <translation>组成部分互不相符</translation>
    </message>
    <message>
        <source>has parts that do not fit its shape</source>
        <translation>组成部分与其形状不符</translation>
    </message>
    <message>
        <source>has parts without data</source>
        <translation>组成部分没有数据</translation>
    </message>
    <message>
        <source>has planes of type {dtype}</source>
        <translation>平面类型为 {dtype}</translation>
    </message>
    <message>
        <source>has records of more fields than are gone through</source>
        <translation>记录的字段多到不再逐一处理</translation>
    </message>
    <message>
        <source>has rows that are not whole blocks of {block}</source>
        <translation>行不是 {block} 的整块</translation>
    </message>
    <message>
        <source>has scales and zero points for different groups</source>
        <translation>缩放系数和零点属于不同的组</translation>
    </message>
    <message>
        <source>has scales for another number of blocks</source>
        <translation>缩放系数是针对另一块数的</translation>
    </message>
    <message>
        <source>has scales for another number of groups</source>
        <translation>缩放系数是针对另一组数的</translation>
    </message>
    <message>
        <source>has scales for another number of rows</source>
        <translation>缩放系数是针对另一行数的</translation>
    </message>
    <message>
        <source>has scales of shape {shape} for a weight of shape {shape2}</source>
        <translation>缩放系数形状为 {shape}，而权重形状为 {shape2}</translation>
    </message>
    <message>
        <source>has scales that are no exponents</source>
        <translation>缩放系数不是指数</translation>
    </message>
    <message>
        <source>has sequences that repeat the same values out of all proportion</source>
        <translation>有些序列不成比例地重复相同的值</translation>
    </message>
    <message>
        <source>has several sizes for one</source>
        <translation>同一项有多个大小</translation>
    </message>
    <message>
        <source>has shards of shape {shape} with chunks of shape {inner}</source>
        <translation>有形状为 {shape} 的分片，其分块形状为 {inner}</translation>
    </message>
    <message>
        <source>has shards with an index under the codec {name}</source>
        <translation>有分片，其索引使用编解码器 {name}</translation>
    </message>
    <message>
        <source>has shards within shards, or under other codecs</source>
        <translation>分片嵌套在分片中，或使用其他编解码器</translation>
    </message>
    <message>
        <source>has something else than an array at byte {start:,}</source>
        <translation>在第 {start:,} 字节处有数组以外的内容</translation>
    </message>
    <message>
        <source>has something else than numbers behind a word</source>
        <translation>某个词后面不是数字</translation>
    </message>
    <message>
        <source>has sparse elements in a form that is not read ({kind})</source>
        <translation>稀疏元素的形式不支持读取（{kind}）</translation>
    </message>
    <message>
        <source>has sparse elements in blocks along axes that it does not have</source>
        <translation>稀疏元素的块沿着它没有的轴</translation>
    </message>
    <message>
        <source>has sparse elements in blocks that are sparse themselves</source>
        <translation>稀疏元素的块本身又是稀疏的</translation>
    </message>
    <message>
        <source>has sparse elements outside its shape</source>
        <translation>有稀疏元素在其形状之外</translation>
    </message>
    <message>
        <source>has sparse elements whose axes can&apos;t be told</source>
        <translation>稀疏元素的轴无法辨认</translation>
    </message>
    <message>
        <source>has sparse elements with bounds that make no sense</source>
        <translation>稀疏元素的边界没有意义</translation>
    </message>
    <message>
        <source>has sparse elements with fewer bounds than it says</source>
        <translation>稀疏元素的边界比所说的少</translation>
    </message>
    <message>
        <source>has sparse elements without their places</source>
        <translation>稀疏元素没有位置</translation>
    </message>
    <message>
        <source>has structures that refer to each other without end</source>
        <translation>有无休止地相互引用的结构</translation>
    </message>
    <message>
        <source>has structures whose fields have no names</source>
        <translation>结构体的字段没有名称</translation>
    </message>
    <message>
        <source>has szip chunks of {size}; at most {max_nbytes} are undone</source>
        <translation>有 {size} 的 szip 分块；最多还原 {max_nbytes}</translation>
    </message>
    <message>
        <source>has tensors of {nbytes} together, out of all proportion to the file</source>
        <translation>张量合计 {nbytes}，与文件不成比例</translation>
    </message>
    <message>
        <source>has text as raw bytes, which tell no elements</source>
        <translation>文本是原始字节，无法区分元素</translation>
    </message>
    <message>
        <source>has text of no length</source>
        <translation>有长度为零的文本</translation>
    </message>
    <message>
        <source>has text of the unknown type {type}</source>
        <translation>文本的类型 {type} 未知</translation>
    </message>
    <message>
        <source>has text that is longer than its data</source>
        <translation>有比其数据还长的文本</translation>
    </message>
    <message>
        <source>has the alias {alias} of a variable that it has not</source>
        <translation>有变量的别名 {alias}，但没有该变量</translation>
    </message>
    <message>
        <source>has the byte {mark} at {value:,} in the place of a size</source>
        <translation>在 {value:,} 处是字节 {mark}，而此处应为大小</translation>
    </message>
    <message>
        <source>has the byte {mark} at {value:,}, which begins no value of UBJSON</source>
        <translation>在 {value:,} 处是字节 {mark}，它不是任何 UBJSON 值的开头</translation>
    </message>
    <message>
        <source>has the fill value {value} of elements of {dtype}</source>
        <translation>有 {dtype} 元素的填充值 {value}</translation>
    </message>
    <message>
        <source>has the impossible shape {shape}</source>
        <translation>形状 {shape} 不可能存在</translation>
    </message>
    <message>
        <source>has the impossible {name} {number}</source>
        <translation>{name} {number} 不可能存在</translation>
    </message>
    <message>
        <source>has the line {line} that is no layer</source>
        <translation>有一行 {line} 不是层</translation>
    </message>
    <message>
        <source>has the record {record}, which {reason}</source>
        <translation>有记录 {record}，它{reason}</translation>
    </message>
    <message>
        <source>has the scaling {scaling}</source>
        <translation>缩放为 {scaling}</translation>
    </message>
    <message>
        <source>has the unknown npy version {major}.{minor}</source>
        <translation>npy 版本 {major}.{minor} 未知</translation>
    </message>
    <message>
        <source>has the unknown type {raw_type}</source>
        <translation>具有未知类型 {raw_type}</translation>
    </message>
    <message>
        <source>has the {what} {value}, which is no number to scale by</source>
        <translation>{what} {value} 不是可用于缩放的数</translation>
    </message>
    <message>
        <source>has too few groups to tell how many bits an integer has</source>
        <translation>分组太少，无法判断每个整数有多少位</translation>
    </message>
    <message>
        <source>has too many elements to compare them all: the files hold few of them</source>
        <translation>元素太多，无法全部比较：文件中只保存了少数</translation>
    </message>
    <message>
        <source>has two chunks in one place</source>
        <translation>两个分块在同一位置</translation>
    </message>
    <message>
        <source>has weights as places in a table, which are not decoded</source>
        <translation>权重是表中的位置，不解码</translation>
    </message>
    <message>
        <source>has weights of the impossible shape {shape}</source>
        <translation>权重形状 {shape} 不可能存在</translation>
    </message>
    <message>
        <source>has weights, {weights}, that are not HDF5</source>
        <translation>权重 {weights} 不是 HDF5</translation>
    </message>
    <message>
        <source>has what is no number among {elements:,} numbers</source>
        <translation>在 {elements:,} 个数之中有非数字内容</translation>
    </message>
    <message>
        <source>has zero points for another number of outputs</source>
        <translation>零点是针对另一输出数的</translation>
    </message>
    <message>
        <source>has zero points for other groups than scales</source>
        <translation>零点与缩放系数的组不同</translation>
    </message>
    <message>
        <source>has {axes} axes, and numpy&apos;s arrays have at most {max_axes}</source>
        <translation>有 {axes} 个轴，而 numpy 的数组最多有 {max_axes} 个</translation>
    </message>
    <message>
        <source>has {axes} axes, of which HDF5 allows {max_axes}</source>
        <translation>有 {axes} 个轴，而 HDF5 允许 {max_axes} 个</translation>
    </message>
    <message>
        <source>has {count:,} arrays and {named:,} names</source>
        <translation>有 {count:,} 个数组和 {named:,} 个名称</translation>
    </message>
    <message>
        <source>has {count:,} chunks; at most {listed_chunks:,} are read</source>
        <translation>有 {count:,} 个分块；最多读取 {listed_chunks:,} 个</translation>
    </message>
    <message>
        <source>has {count:,} magnitudes for a weight of {shape}</source>
        <translation>有 {count:,} 个幅值，而权重为 {shape}</translation>
    </message>
    <message>
        <source>has {count:,} sequences; at most {sequences:,} in one dataset are shown</source>
        <translation>有 {count:,} 个序列；一个数据集中最多显示 {sequences:,} 个</translation>
    </message>
    <message>
        <source>has {done:,} numbers where {elements:,} should be</source>
        <translation>有 {done:,} 个数，而应有 {elements:,} 个</translation>
    </message>
    <message>
        <source>has {groups} groups for {columns} columns</source>
        <translation>有 {groups} 个组，而有 {columns} 列</translation>
    </message>
    <message>
        <source>has {length:,} bytes of data in {name}, its shape asks for {wanted:,}</source>
        <translation>在 {name} 中有 {length:,} 字节的数据，而其形状需要 {wanted:,} 字节</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes for an array of shape {shape} and type {dtype}</source>
        <translation>有 {nbytes:,} 字节，而数组形状为 {shape}、类型为 {dtype}</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes for the chunk {number}, more than its elements</source>
        <translation>分块 {number} 有 {nbytes:,} 字节，多于其元素</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes in the chunk {number} instead of {chunk_nbytes:,}</source>
        <translation>分块 {number} 有 {nbytes:,} 字节，而不是 {chunk_nbytes:,} 字节</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes of data for the shape {shape}</source>
        <translation>有 {nbytes:,} 字节的数据，而形状为 {shape}</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes of data, its shape asks for {wanted:,}</source>
        <translation>有 {nbytes:,} 字节的数据，而其形状需要 {wanted:,} 字节</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes of {name}, whose shape asks for {shape:,}</source>
        <translation>有 {nbytes:,} 字节的 {name}，而其形状需要 {shape:,} 字节</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes, its shape asks for {count:,}</source>
        <translation>有 {nbytes:,} 字节，而其形状需要 {count:,} 字节</translation>
    </message>
    <message>
        <source>has {nbytes:,} bytes, less than the end of a table</source>
        <translation>有 {nbytes:,} 字节，少于表的结尾</translation>
    </message>
    <message>
        <source>has {rank} axes; HDF5 allows {max_axes}</source>
        <translation>有 {rank} 个轴；HDF5 允许 {max_axes} 个</translation>
    </message>
    <message>
        <source>has {remaining:,} more bytes after the msgpack data</source>
        <translation>在 msgpack 数据之后还有 {remaining:,} 字节</translation>
    </message>
    <message>
        <source>has {scale:,} scales along axis {axis} of the shape {shape}</source>
        <translation>沿形状 {shape} 的轴 {axis} 有 {scale:,} 个缩放系数</translation>
    </message>
    <message>
        <source>has {scale:,} scales and {zero_point:,} zero points</source>
        <translation>有 {scale:,} 个缩放系数和 {zero_point:,} 个零点</translation>
    </message>
    <message>
        <source>has {shape:,} elements in {stored:,} bytes</source>
        <translation>在 {stored:,} 字节中有 {shape:,} 个元素</translation>
    </message>
    <message>
        <source>has {shape} axes, of which GGUF allows {max_axes}</source>
        <translation>有 {shape} 个轴，而 GGUF 允许 {max_axes} 个</translation>
    </message>
    <message>
        <source>has {shape} axes; numpy allows {max_axes}</source>
        <translation>有 {shape} 个轴；numpy 允许 {max_axes} 个</translation>
    </message>
    <message>
        <source>has {sizes} of text in one element; {most} are read</source>
        <translation>在一个元素中有 {sizes}的文本；读取 {most}</translation>
    </message>
    <message>
        <source>has {text} of the tree {number:,} with what is no number</source>
        <translation>第 {number:,} 棵树的 {text} 含有非数字内容</translation>
    </message>
    <message>
        <source>has {there:,} elements of text, its shape asks for {count:,}</source>
        <translation>有 {there:,} 个文本元素，而其形状需要 {count:,} 个</translation>
    </message>
    <message>
        <source>has {there:,} elements, its shape asks for {count:,}</source>
        <translation>有 {there:,} 个元素，而其形状需要 {count:,} 个</translation>
    </message>
    <message>
        <source>has {there:,} of {count:,} words: its end is missing or damaged</source>
        <translation>只有 {count:,} 个词中的 {there:,} 个：其末尾缺失或已损坏</translation>
    </message>
    <message>
        <source>has {value} axes</source>
        <translation>有 {value} 个轴</translation>
    </message>
    <message>
        <source>has {value} larger than its file out of all proportion</source>
        <translation>{value} 与其文件相比大得不成比例</translation>
    </message>
    <message>
        <source>has {value} of more than {max_factor_elements:,} elements</source>
        <translation>{value} 超过 {max_factor_elements:,} 个元素</translation>
    </message>
    <message>
        <source>has {value} of shape {shape}</source>
        <translation>{value} 形状为 {shape}</translation>
    </message>
    <message>
        <source>has {value} of shape {shape}, which is no number</source>
        <translation>{value} 形状为 {shape}，不是一个数</translation>
    </message>
    <message>
        <source>has {value} of type {dtype}, which are no numbers</source>
        <translation>{value} 类型为 {dtype}，不是数字</translation>
    </message>
    <message>
        <source>has {value} without axes</source>
        <translation>{value} 没有轴</translation>
    </message>
    <message>
        <source>has {words} words for {columns} columns</source>
        <translation>有 {words} 个字，而有 {columns} 列</translation>
    </message>
    <message>
        <source>has: takes nan, inf or zeros</source>
        <translation>has: 接 nan、inf 或 zeros</translation>
    </message>
    <message>
        <source>head_takes is &apos;last step&apos; or &apos;all steps&apos;</source>
        <translation>head_takes 为 &apos;last step&apos; 或 &apos;all steps&apos;</translation>
    </message>
    <message>
        <source>hf://, https:// or s3:// address</source>
        <translation>hf://、https:// 或 s3:// 地址</translation>
    </message>
    <message>
        <source>hierarchical softmax</source>
        <translation>层次 softmax</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>holds Python bytecode, which Keras would run; it was not run</source>
        <translation>含有 Python 字节码，Keras 会运行它；此处未运行</translation>
    </message>
    <message>
        <source>holds a NUL, at which HDF5 ends a name</source>
        <translation>含有 NUL，HDF5 的名称在此结束</translation>
    </message>
    <message>
        <source>holds a NUL, at which zip archives end a name</source>
        <translation>含有 NUL，zip 归档的名称在此结束</translation>
    </message>
    <message>
        <source>holds elements that are not shown: {name}</source>
        <translation>含有未显示的元素：{name}</translation>
    </message>
    <message>
        <source>holds no checkpoint that can be read: {value}</source>
        <translation>不含可读取的检查点：{value}</translation>
    </message>
    <message>
        <source>holds no rank that can be read: {message}</source>
        <translation>不含可读取的 rank：{message}</translation>
    </message>
    <message>
        <source>holds no tensor that can be read</source>
        <translation>不含可读取的张量</translation>
    </message>
    <message>
        <source>holds no tensors that can be read{why}</source>
        <translation>不含可读取的张量{why}</translation>
    </message>
    <message>
        <source>identical</source>
        <extracomment>What became of a tensor, within a sentence or a line.</extracomment>
        <translation>相同</translation>
    </message>
    <message>
        <source>images seen</source>
        <translation>已训练的图像</translation>
    </message>
    <message>
        <source>importance matrix of llama.cpp</source>
        <translation>llama.cpp 的重要性矩阵</translation>
    </message>
    <message>
        <source>importing torch</source>
        <translation>导入 torch</translation>
    </message>
    <message>
        <source>importing what builds {arch}</source>
        <translation>导入构建 {arch} 的代码</translation>
    </message>
    <message>
        <source>in B: {key}</source>
        <translation>在 B 中：{key}</translation>
    </message>
    <message>
        <source>in a shard but not in the index</source>
        <translation>在分片中但不在索引中</translation>
    </message>
    <message>
        <source>in groups of</source>
        <translation>每组</translation>
    </message>
    <message>
        <source>in head {value} of {heads}, at {index}</source>
        <translation>在第 {value} 个头（共 {heads} 个）中，位于 {index}</translation>
    </message>
    <message>
        <source>in the index but in no shard</source>
        <translation>在索引中但不在任何分片中</translation>
    </message>
    <message>
        <source>incomplete: not all ranks have a part</source>
        <translation>不完整：并非所有 rank 都有其部分</translation>
    </message>
    <message>
        <source>index {index} is outside axis {axis} of {key}, which has {size}</source>
        <translation>索引 {index} 超出 {key} 的轴 {axis}，其大小为 {size}</translation>
    </message>
    <message>
        <source>indices and values of a sparse tensor do not fit each other</source>
        <translation>稀疏张量的索引和值互不相符</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>input_shape is a list of sizes, such as [1, 3, 224, 224], not {shape}</source>
        <translation>input_shape 是尺寸列表，如 [1, 3, 224, 224]，而不是 {shape}</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>integer of {precision} bits</source>
        <translation>{precision} 位整数</translation>
    </message>
    <message>
        <source>integer tensor</source>
        <translation>整数张量</translation>
    </message>
    <message>
        <source>internal error, a bug in this program ({name}: {error})</source>
        <translation>内部错误，本程序的缺陷（{name}: {error}）</translation>
    </message>
    <message>
        <source>internal error, a bug in this program; the report has the details</source>
        <extracomment>How long a thread waits before it starts, from the end of the step that asked for it, so that what the interface is just building is first built and painted: with a busy thread beside it, every call into Qt may wait for the interpreter. So often it waits again, since the interface is still being built. So many jobs of one kind run at once: those of a thousand files dropped on the window would take all of its time.</extracomment>
        <translation>内部错误，是本程序的缺陷；详情见报告</translation>
    </message>
    <message>
        <source>is GGUF of version {version:,}; this program reads versions 1 to {versions}</source>
        <translation>是版本 {version:,} 的 GGUF；本程序读取版本 1 到 {versions}</translation>
    </message>
    <message>
        <source>is a DeepSpeed checkpoint that can&apos;t be read: {why}</source>
        <translation>是无法读取的 DeepSpeed 检查点：{why}</translation>
    </message>
    <message>
        <source>is a Zarr array of the version {version}</source>
        <translation>是版本 {version} 的 Zarr 数组</translation>
    </message>
    <message>
        <source>is a Zarr group without arrays</source>
        <translation>是没有数组的 Zarr 组</translation>
    </message>
    <message>
        <source>is a document of {nbytes}; at most {document_nbytes} are read at once</source>
        <translation>是 {nbytes} 的文档；一次最多读取 {document_nbytes}</translation>
    </message>
    <message>
        <source>is a document that would take more than {document_objects_nbytes} once it is parsed</source>
        <translation>是解析后会占用超过 {document_objects_nbytes} 的文档</translation>
    </message>
    <message>
        <source>is a file of this run; choose another name</source>
        <translation>是此运行的文件；请选择其他名称</translation>
    </message>
    <message>
        <source>is a folder with more than {max_children:,} files</source>
        <translation>是含超过 {max_children:,} 个文件的文件夹</translation>
    </message>
    <message>
        <source>is a folder with too many folders in it, or too deep ones</source>
        <translation>是一个其中文件夹过多或过深的文件夹</translation>
    </message>
    <message>
        <source>is a folder, not a checkpoint</source>
        <translation>是文件夹，不是检查点</translation>
    </message>
    <message>
        <source>is a folder, not a file</source>
        <translation>是文件夹，不是文件</translation>
    </message>
    <message>
        <source>is a link to {target}, which does not exist</source>
        <translation>是指向 {target} 的链接，而它不存在</translation>
    </message>
    <message>
        <source>is a log of TensorBoard, not a checkpoint</source>
        <translation>是 TensorBoard 的日志，不是检查点</translation>
    </message>
    <message>
        <source>is a manifest that was not finished: run hash -o again, which continues it</source>
        <translation>是未完成的清单：再次运行 hash -o 可继续</translation>
    </message>
    <message>
        <source>is a nested tensor, rows of different lengths, which has no dense form; leave it out</source>
        <translation>是嵌套张量，各行长度不同，没有稠密形式；请将其排除</translation>
    </message>
    <message>
        <source>is a part of a file that was split, not a checkpoint; join all parts in order</source>
        <translation>是被拆分文件的一部分，不是检查点；请按顺序合并所有部分</translation>
    </message>
    <message>
        <source>is a source of this {what}; choose another name</source>
        <translation>是此{what}的来源；请选择其他名称</translation>
    </message>
    <message>
        <source>is a sparse array of complex numbers or of more axes than two, which is not read</source>
        <translation>是复数的或超过两个轴的稀疏数组，不读取</translation>
    </message>
    <message>
        <source>is a sparse array of {count:,} numbers</source>
        <translation>是有 {count:,} 个数的稀疏数组</translation>
    </message>
    <message>
        <source>is a table, and not the index of a checkpoint</source>
        <translation>是一个表，不是检查点的索引</translation>
    </message>
    <message>
        <source>is a text file of word vectors, which opens under a name that ends in .txt or .vec</source>
        <translation>是词向量的文本文件，以 .txt 或 .vec 结尾的名称即可打开</translation>
    </message>
    <message>
        <source>is a text of megabytes</source>
        <translation>是数兆字节的文本</translation>
    </message>
    <message>
        <source>is a universal checkpoint in which nothing can be read</source>
        <translation>是 universal 检查点，但其中没有可读取的内容</translation>
    </message>
    <message>
        <source>is a value, not a tensor</source>
        <translation>是值，不是张量</translation>
    </message>
    <message>
        <source>is a {container} model of version {version:,}, which this program does not know</source>
        <translation>是版本 {version:,} 的 {container} 模型，本程序不认识</translation>
    </message>
    <message>
        <source>is a {kinds} of Core ML, whose numbers are not read; coremltools does</source>
        <translation>是 Core ML 的 {kinds}，不读取其数值；coremltools 可以</translation>
    </message>
    <message>
        <source>is an address without a server</source>
        <translation>是没有服务器的地址</translation>
    </message>
    <message>
        <source>is an index of more than {shards:,} shards</source>
        <translation>是超过 {shards:,} 个分片的索引</translation>
    </message>
    <message>
        <source>is an index of which no file can be read: {value}</source>
        <translation>是索引，但其中的文件都无法读取：{value}</translation>
    </message>
    <message>
        <source>is an index of which no shard can be read: {value}</source>
        <translation>是索引，但其中的分片都无法读取：{value}</translation>
    </message>
    <message>
        <source>is an object, not a tensor</source>
        <translation>是对象，不是张量</translation>
    </message>
    <message>
        <source>is an unfinished download, not a checkpoint yet</source>
        <translation>是未完成的下载，还不是检查点</translation>
    </message>
    <message>
        <source>is at bytes {offset:,} to {value:,} of a file that has {nbytes:,}</source>
        <translation>位于文件的字节 {offset:,} 到 {value:,}，而该文件只有 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>is closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>is compressed by the filter {missing}, which can&apos;t be undone here</source>
        <translation>由过滤器 {missing} 压缩，此处无法还原</translation>
    </message>
    <message>
        <source>is converted to {dtype} when it is loaded, which this version can&apos;t do</source>
        <translation>在加载时转换为 {dtype}，本版本不支持</translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>is damaged: {reason}</source>
        <translation>已损坏：{reason}</translation>
    </message>
    <message>
        <source>is described by {record}</source>
        <translation>由 {record} 描述</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>is empty: the tensor has no name, give it one (rename &apos;=NAME&apos;)</source>
        <translation>为空：张量没有名称，请给它一个（重命名 &apos;=NAME&apos;）</translation>
    </message>
    <message>
        <source>is in a layout of bitsandbytes that depends on the graphics processor</source>
        <translation>使用取决于图形处理器的 bitsandbytes 布局</translation>
    </message>
    <message>
        <source>is kept, and damaged; nothing was deleted ({message})</source>
        <translation>要保留，但已损坏；未删除任何内容（{message}）</translation>
    </message>
    <message>
        <source>is kept, and {key} can&apos;t be read; nothing was deleted</source>
        <translation>要保留，但 {key} 无法读取；未删除任何内容</translation>
    </message>
    <message>
        <source>is listed, and there are no data of it</source>
        <translation>已列出，但没有它的数据</translation>
    </message>
    <message>
        <source>is made of parts of other datasets, which are not followed</source>
        <translation>由其他数据集的部分构成，不跟随它们</translation>
    </message>
    <message>
        <source>is no folder of the archive</source>
        <translation>不是归档的文件夹</translation>
    </message>
    <message>
        <source>is no folder of the repository</source>
        <translation>不是仓库的文件夹</translation>
    </message>
    <message>
        <source>is no manifest</source>
        <translation>不是清单</translation>
    </message>
    <message>
        <source>is no program</source>
        <translation>不是程序</translation>
    </message>
    <message>
        <source>is no shard but an index</source>
        <translation>不是分片，而是索引</translation>
    </message>
    <message>
        <source>is no torch.nn.Module but of type {name}</source>
        <translation>不是 torch.nn.Module，而是 {name} 类型</translation>
    </message>
    <message>
        <source>is not HDF5: {refusal}</source>
        <translation>不是 HDF5：{refusal}</translation>
    </message>
    <message>
        <source>is not JSON to its end</source>
        <translation>不是完整的 JSON</translation>
    </message>
    <message>
        <source>is not Unicode text</source>
        <translation>不是 Unicode 文本</translation>
    </message>
    <message>
        <source>is not a checkpoint of any format this version knows</source>
        <translation>不是本版本所知的任何格式的检查点</translation>
    </message>
    <message>
        <source>is not a compressed file of joblib&apos;s</source>
        <translation>不是 joblib 的压缩文件</translation>
    </message>
    <message>
        <source>is not a compressed file of joblib&apos;s: it has no length</source>
        <translation>不是 joblib 的压缩文件：它没有长度</translation>
    </message>
    <message>
        <source>is not a folder of this machine</source>
        <translation>不是此计算机的文件夹</translation>
    </message>
    <message>
        <source>is not a manifest, an LFS pointer, or a list of SHA-256 sums</source>
        <translation>不是清单、LFS 指针或 SHA-256 列表</translation>
    </message>
    <message>
        <source>is not accessible: the server refuses it</source>
        <translation>无法访问：服务器拒绝</translation>
    </message>
    <message>
        <source>is not accessible: the server refuses it for this token</source>
        <translation>无法访问：服务器拒绝此令牌</translation>
    </message>
    <message>
        <source>is not an address that can be asked for</source>
        <translation>不是可请求的地址</translation>
    </message>
    <message>
        <source>is not an array</source>
        <translation>不是数组</translation>
    </message>
    <message>
        <source>is not an index of Keras weights ({error})</source>
        <translation>不是 Keras 权重的索引（{error}）</translation>
    </message>
    <message>
        <source>is not an index of shards ({error})</source>
        <translation>不是分片的索引（{error}）</translation>
    </message>
    <message>
        <source>is not in a recognized checkpoint format</source>
        <translation>不是可识别的检查点格式</translation>
    </message>
    <message>
        <source>is not in the store</source>
        <translation>不在存储服务中</translation>
    </message>
    <message>
        <source>is not text to its end</source>
        <translation>不全是文本</translation>
    </message>
    <message>
        <source>is not the XML of a model ({error})</source>
        <translation>不是模型的 XML（{error}）</translation>
    </message>
    <message>
        <source>is not the name of a file beside the index, and was not opened</source>
        <translation>不是索引旁边文件的名称，未打开</translation>
    </message>
    <message>
        <source>is not what a verb wrote with --json</source>
        <translation>不是某个命令用 --json 写入的内容</translation>
    </message>
    <message>
        <source>is not what it was when it was compared</source>
        <translation>已不是比较时的内容</translation>
    </message>
    <message>
        <source>is not written as hf://owner/name, hf://owner/name@revision or with /path behind</source>
        <translation>没有写成 hf://owner/name、hf://owner/name@revision 或后接 /path 的形式</translation>
    </message>
    <message>
        <source>is not written as s3://bucket/name</source>
        <translation>没有写成 s3://bucket/name 的形式</translation>
    </message>
    <message>
        <source>is of type {dtype} and shape {shape}, to which nothing is added</source>
        <translation>类型为 {dtype}、形状为 {shape}，没有什么与之相加</translation>
    </message>
    <message>
        <source>is of type {dtype}, which {suffixes} files can&apos;t hold; {ways}</source>
        <translation>类型为 {dtype}，{suffixes} 文件无法保存；{ways}</translation>
    </message>
    <message>
        <source>is of version {version} of fastText&apos;s models; versions 11 and 12 are read</source>
        <translation>是 fastText 模型的第 {version} 版；可读取第 11 和 12 版</translation>
    </message>
    <message>
        <source>is of version {version}; MATLAB files of level 5 are of version {version2}</source>
        <translation>版本为 {version}；level 5 的 MATLAB 文件版本为 {version2}</translation>
    </message>
    <message>
        <source>is of version {version}; TensorFlow Lite models are of version {version2}</source>
        <translation>版本为 {version}；TensorFlow Lite 模型的版本为 {version2}</translation>
    </message>
    <message>
        <source>is on a server, not a file of this machine; export it to one first</source>
        <translation>在服务器上，不是此计算机的文件；请先导出为文件</translation>
    </message>
    <message>
        <source>is one of more than {shards:,} files</source>
        <translation>是超过 {shards:,} 个文件之一</translation>
    </message>
    <message>
        <source>is part of an archive, not a file of its own</source>
        <translation>是归档的一部分，不是单独的文件</translation>
    </message>
    <message>
        <source>is part of the configuration of a model, not its weights; open its folder, or the weights beside it</source>
        <translation>是模型配置的一部分，不是权重；请打开其文件夹或旁边的权重文件</translation>
    </message>
    <message>
        <source>is quantised by the impossible scale {scale}</source>
        <translation>以不可能存在的缩放系数 {scale} 量化</translation>
    </message>
    <message>
        <source>is quantised, which is not decoded</source>
        <translation>已量化，不解码</translation>
    </message>
    <message>
        <source>is redirected again and again</source>
        <translation>被反复重定向</translation>
    </message>
    <message>
        <source>is redirected to {scheme}, which is not followed</source>
        <translation>被重定向到 {scheme}，不跟随</translation>
    </message>
    <message>
        <source>is said to be at byte {offset:,} of {name}, where no weights are</source>
        <translation>据称位于 {name} 的第 {offset:,} 字节，而那里没有权重</translation>
    </message>
    <message>
        <source>is said to decompress from {compressed_nbytes} to {nbytes}, as no weights do; extract it if you trust it</source>
        <translation>据称从 {compressed_nbytes} 解压为 {nbytes}，而权重不会如此；若信任它，请自行解压</translation>
    </message>
    <message>
        <source>is said to have the shape {shape}, which its parts do not fit</source>
        <translation>据称形状为 {shape}，而其组成部分与之不符</translation>
    </message>
    <message>
        <source>is served only as a whole</source>
        <translation>只能整体提供</translation>
    </message>
    <message>
        <source>is sparse text, which is not read</source>
        <translation>是稀疏文本，不读取</translation>
    </message>
    <message>
        <source>is sparse, and lacks indices or values</source>
        <translation>是稀疏的，但缺少索引或值</translation>
    </message>
    <message>
        <source>is text in slices, which is not put together</source>
        <translation>是分片的文本，不拼合</translation>
    </message>
    <message>
        <source>is text, which is not decoded</source>
        <translation>是文本，不解码</translation>
    </message>
    <message>
        <source>is the data of a TensorFlow checkpoint; {index}.index, which says what it holds, is not beside it</source>
        <translation>是 TensorFlow 检查点的数据；说明其内容的 {index}.index 不在旁边</translation>
    </message>
    <message>
        <source>is the index of {shards:,} files</source>
        <translation>是 {shards:,} 个文件的索引</translation>
    </message>
    <message>
        <source>is too long for a name in HDF5</source>
        <translation>对 HDF5 的名称来说太长</translation>
    </message>
    <message>
        <source>is too long for the name of a zip member</source>
        <translation>对 zip 成员的名称来说太长</translation>
    </message>
    <message>
        <source>is where safetensors keeps its metadata</source>
        <translation>是 safetensors 保存元数据的地方</translation>
    </message>
    <message>
        <source>is {compression} data too</source>
        <translation>也是 {compression} 数据</translation>
    </message>
    <message>
        <source>is {compression} data whose inside is not a checkpoint of any known format</source>
        <translation>是 {compression} 数据，其内部不是任何已知格式的检查点</translation>
    </message>
    <message>
        <source>is {compression} data whose inside {reason}</source>
        <translation>是 {compression} 数据，其内部{reason}</translation>
    </message>
    <message>
        <source>is {kind}, not a file</source>
        <translation>是{kind}，不是文件</translation>
    </message>
    <message>
        <source>is {layout}, to which nothing is added</source>
        <translation>为 {layout}，没有什么与之相加</translation>
    </message>
    <message>
        <source>is {shape}, and the base&apos;s is {shape2}</source>
        <translation>为 {shape}，而基座的为 {shape2}</translation>
    </message>
    <message>
        <source>is {shape}, and {key} is {shape2}</source>
        <translation>为 {shape}，而 {key} 为 {shape2}</translation>
    </message>
    <message>
        <source>is {what}, not a checkpoint</source>
        <translation>是{what}，不是检查点</translation>
    </message>
    <message>
        <source>is {what}, which this version does not read</source>
        <translation>是{what}，本版本不读取</translation>
    </message>
    <message>
        <source>it begins like a pickle of a protocol that does not exist</source>
        <translation>开头像一个不存在的协议的 pickle</translation>
    </message>
    <message>
        <source>it begins with text instead of the length of its header</source>
        <translation>开头是文本，而不是其文件头的长度</translation>
    </message>
    <message>
        <source>it does not begin as compressed data does</source>
        <translation>开头不像压缩数据</translation>
    </message>
    <message>
        <source>it does not begin with GGUF</source>
        <translation>开头不是 GGUF</translation>
    </message>
    <message>
        <source>it does not begin with a magic of ggml</source>
        <translation>开头不是 ggml 的魔数</translation>
    </message>
    <message>
        <source>it does not begin with a tensor</source>
        <translation>开头不是张量</translation>
    </message>
    <message>
        <source>it does not begin with a variable</source>
        <translation>它不以变量开头</translation>
    </message>
    <message>
        <source>it does not begin with a version and a name</source>
        <translation>开头不是版本和名称</translation>
    </message>
    <message>
        <source>it does not begin with a version of Darknet</source>
        <translation>开头不是 Darknet 的版本</translation>
    </message>
    <message>
        <source>it does not begin with the magic number of a torch file</source>
        <translation>开头不是 torch 文件的魔数</translation>
    </message>
    <message>
        <source>it has fields that no model has</source>
        <translation>含有模型所没有的字段</translation>
    </message>
    <message>
        <source>it has neither an index of shards (*{index_suffix}), nor shards, nor weights under a usual name</source>
        <translation>既没有分片索引(*{index_suffix})，也没有分片，也没有常用名称的权重</translation>
    </message>
    <message>
        <source>it has neither magic bytes nor files of a folder to be known by</source>
        <translation>既没有可据以识别的魔数，也没有文件夹中的文件</translation>
    </message>
    <message>
        <source>it has no *_model_states.pt</source>
        <translation>没有 *_model_states.pt</translation>
    </message>
    <message>
        <source>it has no .param beside it</source>
        <translation>旁边没有 .param</translation>
    </message>
    <message>
        <source>it has no .xml beside it</source>
        <translation>旁边没有 .xml</translation>
    </message>
    <message>
        <source>it has no arrays</source>
        <translation>没有数组</translation>
    </message>
    <message>
        <source>it has no consolidated.NN.pth</source>
        <translation>没有 consolidated.NN.pth</translation>
    </message>
    <message>
        <source>it has no file checkpoint</source>
        <translation>没有文件 checkpoint</translation>
    </message>
    <message>
        <source>it has no files of several ranks</source>
        <translation>没有多个 rank 的文件</translation>
    </message>
    <message>
        <source>it has no graph</source>
        <translation>没有计算图</translation>
    </message>
    <message>
        <source>it has no layers</source>
        <translation>没有层</translation>
    </message>
    <message>
        <source>it has no learner</source>
        <translation>没有 learner</translation>
    </message>
    <message>
        <source>it has no model.bin</source>
        <translation>没有 model.bin</translation>
    </message>
    <message>
        <source>it has no mp_rank_00 with a model</source>
        <translation>没有含模型的 mp_rank_00</translation>
    </message>
    <message>
        <source>it has no saved_model.pb</source>
        <translation>没有 saved_model.pb</translation>
    </message>
    <message>
        <source>it has no shard-*.safetensors</source>
        <translation>没有 shard-*.safetensors</translation>
    </message>
    <message>
        <source>it has no single argument</source>
        <translation>没有唯一的参数</translation>
    </message>
    <message>
        <source>it has no weight_map</source>
        <translation>没有 weight_map</translation>
    </message>
    <message>
        <source>it has no weightsManifest</source>
        <translation>没有 weightsManifest</translation>
    </message>
    <message>
        <source>it has no words with vectors of one size</source>
        <translation>其中没有带同一大小向量的词</translation>
    </message>
    <message>
        <source>it has no zero/*/fp32.pt</source>
        <translation>没有 zero/*/fp32.pt</translation>
    </message>
    <message>
        <source>it has no {missing}</source>
        <translation>没有 {missing}</translation>
    </message>
    <message>
        <source>it has other fields than a SavedModel</source>
        <translation>字段与 SavedModel 不同</translation>
    </message>
    <message>
        <source>it has other fields than a checkpoint</source>
        <translation>字段与检查点不同</translation>
    </message>
    <message>
        <source>it has other fields than a graph</source>
        <translation>字段与计算图不同</translation>
    </message>
    <message>
        <source>it has other fields than a model</source>
        <translation>字段与模型不同</translation>
    </message>
    <message>
        <source>it has other fields than a tensor</source>
        <translation>字段与张量不同</translation>
    </message>
    <message>
        <source>it has {names}</source>
        <translation>它有 {names}</translation>
    </message>
    <message>
        <source>it holds no graph</source>
        <translation>不含计算图</translation>
    </message>
    <message>
        <source>it holds no tree of arrays that Orbax describes</source>
        <translation>不含 Orbax 所描述的数组树</translation>
    </message>
    <message>
        <source>it holds nothing</source>
        <translation>什么也没有</translation>
    </message>
    <message>
        <source>it holds {names}{more}</source>
        <translation>含有 {names}{more}</translation>
    </message>
    <message>
        <source>it is TorchScript</source>
        <translation>是 TorchScript</translation>
    </message>
    <message>
        <source>it is XML, and no net</source>
        <translation>是 XML，不是网络</translation>
    </message>
    <message>
        <source>it is a part of a file that was split: join all parts in order</source>
        <translation>它是被拆分的文件的一部分：请按顺序合并所有部分</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>被截断</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>是空的</translation>
    </message>
    <message>
        <source>it is no cache of a model hub</source>
        <translation>不是模型中心的缓存</translation>
    </message>
    <message>
        <source>it is no folder</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>it is no folder of one checkpoint of flax</source>
        <translation>不是 flax 单个检查点的文件夹</translation>
    </message>
    <message>
        <source>it is no message of Core ML</source>
        <translation>不是 Core ML 的消息</translation>
    </message>
    <message>
        <source>it is no msgpack map with a text as its first key</source>
        <translation>不是以文本为首个键的 msgpack 映射</translation>
    </message>
    <message>
        <source>it is no pickle: {reason}</source>
        <translation>不是 pickle：{reason}</translation>
    </message>
    <message>
        <source>it is no program</source>
        <translation>不是程序</translation>
    </message>
    <message>
        <source>it is no program of Paddle</source>
        <translation>不是 Paddle 的程序</translation>
    </message>
    <message>
        <source>it is no tar archive</source>
        <translation>不是 tar 归档</translation>
    </message>
    <message>
        <source>it is not Unicode</source>
        <translation>不是 Unicode</translation>
    </message>
    <message>
        <source>it is not called *.eqx</source>
        <translation>名称不是 *.eqx</translation>
    </message>
    <message>
        <source>it is not called *.weights.json</source>
        <translation>名称不是 *.weights.json</translation>
    </message>
    <message>
        <source>it is not {compression} data</source>
        <translation>不是 {compression} 数据</translation>
    </message>
    <message>
        <source>it is pickled instead of stored raw</source>
        <translation>被 pickle 保存，而不是原样存储</translation>
    </message>
    <message>
        <source>it names none</source>
        <translation>没有列出任何一个</translation>
    </message>
    <message>
        <source>it says not how many words there are, and is not at hand to be counted</source>
        <translation>它没有说明有多少个词，且不在本机，无法计数</translation>
    </message>
    <message>
        <source>it should hold {missing}</source>
        <translation>它应当包含 {missing}</translation>
    </message>
    <message>
        <source>its .metadata has no tensors</source>
        <translation>其 .metadata 没有张量</translation>
    </message>
    <message>
        <source>its .metadata is not that of a distributed checkpoint</source>
        <translation>其 .metadata 不是分布式检查点的</translation>
    </message>
    <message>
        <source>its SHA-256 is {found}</source>
        <translation>其 SHA-256 为 {found}</translation>
    </message>
    <message>
        <source>its archive_format is {text}</source>
        <translation>其 archive_format 为 {text}</translation>
    </message>
    <message>
        <source>its base model</source>
        <translation>其基座模型</translation>
    </message>
    <message>
        <source>its base model, {base}</source>
        <translation>其基座模型 {base}</translation>
    </message>
    <message>
        <source>its bytes were pickled out of band, beside this file</source>
        <translation>其字节被带外 pickle，在此文件旁边</translation>
    </message>
    <message>
        <source>its checkpoint names no checkpoint</source>
        <translation>其 checkpoint 没有指明检查点</translation>
    </message>
    <message>
        <source>its delta is zero: never trained</source>
        <translation>其增量为零：从未训练</translation>
    </message>
    <message>
        <source>its deltas are all zero (never trained)</source>
        <translation>其增量全为零（从未训练）</translation>
    </message>
    <message>
        <source>its description lacks a field</source>
        <translation>其描述缺少一个字段</translation>
    </message>
    <message>
        <source>its element type has the unknown code {code:,}</source>
        <translation>其元素类型的代码 {code:,} 未知</translation>
    </message>
    <message>
        <source>its files are not DeepSpeed&apos;s</source>
        <translation>其文件不是 DeepSpeed 的</translation>
    </message>
    <message>
        <source>its first block is none</source>
        <translation>其首个块不是块</translation>
    </message>
    <message>
        <source>its first layer is none</source>
        <translation>其首层不是层</translation>
    </message>
    <message>
        <source>its first node is none</source>
        <translation>其首个节点不是节点</translation>
    </message>
    <message>
        <source>its first object is no table of Lua</source>
        <translation>它的第一个对象不是 Lua 的表</translation>
    </message>
    <message>
        <source>its first object is none of Torch7: it {reason}</source>
        <translation>它的第一个对象不是 Torch7 的：它{reason}</translation>
    </message>
    <message>
        <source>its first parameter has no tag and tensor</source>
        <translation>其首个参数没有标签和张量</translation>
    </message>
    <message>
        <source>its first parameter has no type</source>
        <translation>其首个参数没有类型</translation>
    </message>
    <message>
        <source>its first tensor has no name</source>
        <translation>其首个张量没有名称</translation>
    </message>
    <message>
        <source>its first tensor is none: it {reason}</source>
        <translation>其首个张量不是张量：{reason}</translation>
    </message>
    <message>
        <source>its first weight has no name</source>
        <translation>其首个权重没有名称</translation>
    </message>
    <message>
        <source>its header has no byte order</source>
        <translation>其文件头没有字节序</translation>
    </message>
    <message>
        <source>its key fits</source>
        <translation>其键匹配</translation>
    </message>
    <message>
        <source>its length is {elements}</source>
        <translation>其长度为{elements}</translation>
    </message>
    <message>
        <source>its name is not a step&apos;s</source>
        <translation>其名称不是某一步的</translation>
    </message>
    <message>
        <source>its name is not of small letters, digits and &apos;-&apos;</source>
        <translation>其名称不是由小写字母、数字和 &apos;-&apos; 组成</translation>
    </message>
    <message>
        <source>its pieces have different numbers of axes</source>
        <translation>其各块的轴数不同</translation>
    </message>
    <message>
        <source>its schema.json describes no objects</source>
        <translation>其 schema.json 没有描述对象</translation>
    </message>
    <message>
        <source>its shard-*.safetensors are not pieces</source>
        <translation>其 shard-*.safetensors 不是组成块</translation>
    </message>
    <message>
        <source>its type is that of no tensor</source>
        <translation>其类型不是张量的类型</translation>
    </message>
    <message>
        <source>its version or name is none</source>
        <translation>其版本或名称无效</translation>
    </message>
    <message>
        <source>its wrapper names no file</source>
        <translation>其包装没有指明文件</translation>
    </message>
    <message>
        <source>its {metadata_name} is not that of a distributed checkpoint</source>
        <translation>其 {metadata_name} 不是分布式检查点的</translation>
    </message>
    <message>
        <source>keeps {kept:,} of {steps:,} checkpoints</source>
        <translation>保留 {steps:,} 个检查点中的 {kept:,} 个</translation>
    </message>
    <message>
        <source>key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>lacks {name}, which is needed for {what}</source>
        <translation>缺少 {name}，{what}需要它</translation>
    </message>
    <message>
        <source>largest magnitude</source>
        <extracomment>Rows and columns of a picture at most. Kernels shown side by side along each axis at most. Kernels larger than this are pictures of their own rather than tiles. Values read at once. Share of the cells that the colors span; a few outliers would make all others look like zero.</extracomment>
        <translation>最大幅值</translation>
    </message>
    <message>
        <source>largest update of</source>
        <translation>最大更新</translation>
    </message>
    <message>
        <source>last</source>
        <translation>最后一层</translation>
    </message>
    <message>
        <source>last chunk</source>
        <translation>最后一段</translation>
    </message>
    <message>
        <source>last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>layer {name}</source>
        <translation>层 {name}</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>leads to another file, which is not opened</source>
        <translation>指向另一个文件，未打开</translation>
    </message>
    <message>
        <source>leave it out or choose another format</source>
        <translation>将其排除，或选择其他格式</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>legacy protocol version {root} does not exist</source>
        <translation>旧版协议版本 {root} 不存在</translation>
    </message>
    <message>
        <source>lies beside a pickle that is not a file of its own</source>
        <translation>位于一个并非独立文件的 pickle 旁边</translation>
    </message>
    <message>
        <source>lies in more groups than are gone through</source>
        <translation>所在的组多到不再逐一进入</translation>
    </message>
    <message>
        <source>lies in more than {max_depth} groups</source>
        <translation>位于超过 {max_depth} 层的组中</translation>
    </message>
    <message>
        <source>lies in more than {ocdbt_files:,} files</source>
        <translation>位于超过 {ocdbt_files:,} 个文件中</translation>
    </message>
    <message>
        <source>linear layers in a row</source>
        <translation>依次排列的线性层</translation>
    </message>
    <message>
        <source>log scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>looks for any files</source>
        <translation>查找任何文件</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>lr</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>magic number</source>
        <translation>魔数</translation>
    </message>
    <message>
        <source>magnitudes</source>
        <translation>幅值</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>max abs</source>
        <translation>最大绝对值</translation>
    </message>
    <message>
        <source>max error</source>
        <translation>最大误差</translation>
    </message>
    <message>
        <source>max |d|</source>
        <translation>最大 |d|</translation>
    </message>
    <message>
        <source>max |d| {value}</source>
        <translation>最大 |d| {value}</translation>
    </message>
    <message>
        <source>may be {found} or {found2}</source>
        <translation>可能是 {found} 或 {found2}</translation>
    </message>
    <message>
        <source>may grow to more chunks than can be counted</source>
        <translation>可能增长到无法计数的分块</translation>
    </message>
    <message>
        <source>may write to any file</source>
        <translation>可能写入任何文件</translation>
    </message>
    <message>
        <source>may write to files</source>
        <translation>可能写入文件</translation>
    </message>
    <message>
        <source>may write to files and to the network</source>
        <translation>可能写入文件和网络</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>mean |d|</source>
        <translation>平均 |d|</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>mel filters</source>
        <translation>梅尔滤波器</translation>
    </message>
    <message>
        <source>method of a computed name</source>
        <translation>名称由计算得出的方法</translation>
    </message>
    <message>
        <source>min, max, mean, median, std, rms, l2, peak (max / rms), zeros, nan, inf</source>
        <translation>min、max、mean、median、std、rms、l2、peak（最大 / RMS）、zeros、nan、inf</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>model hub cache</source>
        <translation>模型中心缓存</translation>
    </message>
    <message>
        <source>model version</source>
        <translation>模型版本</translation>
    </message>
    <message>
        <source>model.pth, .safetensors, …</source>
        <translation>model.pth、.safetensors、…</translation>
    </message>
    <message>
        <source>model.py, or an installed module such as package.models</source>
        <translation>model.py，或已安装的模块，如 package.models</translation>
    </message>
    <message>
        <source>module &apos;inspector&apos; has no attribute {name}</source>
        <translation>模块 &apos;inspector&apos; 没有属性 {name}</translation>
    </message>
    <message>
        <source>module by module for the reasons below</source>
        <translation>各模块因以下原因</translation>
    </message>
    <message>
        <source>more than {most} of text can&apos;t be shown at once; name a smaller slice</source>
        <translation>一次无法显示超过 {most} 的文本；请指定较小的切片</translation>
    </message>
    <message>
        <source>multilayer perceptron with hidden and output layers</source>
        <translation>含隐藏层和输出层的多层感知机</translation>
    </message>
    <message>
        <source>mxnet version</source>
        <translation>mxnet 版本</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>named by the config.json beside the weights; its keys are compared when it is built</source>
        <translation>由权重旁边的 config.json 指明；其键在构建时比较</translation>
    </message>
    <message>
        <source>names a checkpoint outside its folder: {path}</source>
        <translation>指明了其文件夹之外的检查点：{path}</translation>
    </message>
    <message>
        <source>names a data file that is not text</source>
        <translation>指明的数据文件不是文本</translation>
    </message>
    <message>
        <source>names itself as the file with its data</source>
        <translation>把自己指明为含有其数据的文件</translation>
    </message>
    <message>
        <source>names no checkpoint</source>
        <translation>没有指明检查点</translation>
    </message>
    <message>
        <source>names with values</source>
        <translation>名称与值</translation>
    </message>
    <message>
        <source>names {name} as the latest checkpoint, which is not there</source>
        <translation>指明 {name} 为最新检查点，但它不在</translation>
    </message>
    <message>
        <source>names {name}, which is not the name of a file beside it</source>
        <translation>指明了 {name}，它不是旁边文件的名称</translation>
    </message>
    <message>
        <source>ncnn model</source>
        <translation>ncnn 模型</translation>
    </message>
    <message>
        <source>needs Python 3.11 or newer, and the one chosen is older</source>
        <translation>需要 Python 3.11 或更高版本，而所选的更旧</translation>
    </message>
    <message>
        <source>needs bytes {offset:,} to {value:,}, which lie past the end at {nbytes:,}</source>
        <translation>需要字节 {offset:,} 到 {value:,}，它们超出了末尾 {nbytes:,}</translation>
    </message>
    <message>
        <source>needs more memory than there is</source>
        <translation>需要的内存超过现有内存</translation>
    </message>
    <message>
        <source>needs more than 128 MiB to be decompressed</source>
        <translation>解压需要超过 128 MiB</translation>
    </message>
    <message>
        <source>needs permission, which the token does not give</source>
        <translation>需要权限，而令牌没有此权限</translation>
    </message>
    <message>
        <source>needs permission; no token was found</source>
        <translation>需要权限；未找到令牌</translation>
    </message>
    <message>
        <source>negative bit</source>
        <translation>负号位</translation>
    </message>
    <message>
        <source>negative sampling</source>
        <translation>负采样</translation>
    </message>
    <message>
        <source>no Dask scheduler answers at {place}</source>
        <translation>{place} 处没有 Dask 调度器应答</translation>
    </message>
    <message>
        <source>no HDF5 begins in it</source>
        <translation>其中没有 HDF5 的开头</translation>
    </message>
    <message>
        <source>no Ray cluster answers at {value}</source>
        <translation>{value} 处没有 Ray 集群应答</translation>
    </message>
    <message>
        <source>no checkpoint has a loss to be the best by; name other rules to keep</source>
        <translation>没有检查点带有可据以评选最佳的损失；请指定其他保留规则</translation>
    </message>
    <message>
        <source>no checkpoints were named that could be steps of a run</source>
        <translation>没有指定可作为运行步骤的检查点</translation>
    </message>
    <message>
        <source>no config.json beside the checkpoint names {arch}, and its keys and shapes do not tell it</source>
        <translation>检查点旁边没有指明 {arch} 的 config.json，其键和形状也无法判断</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>没有数据</translation>
    </message>
    <message numerus="yes">
        <source>no difference in %n tensor</source>
        <comment>no difference in %n tensors</comment>
        <translation>
            <numerusform>%n 个张量无差异</numerusform>
        </translation>
    </message>
    <message>
        <source>no file has all of it</source>
        <translation>没有文件包含它的全部</translation>
    </message>
    <message>
        <source>no frame has such blocks</source>
        <translation>没有帧有这样的块</translation>
    </message>
    <message>
        <source>no hashes</source>
        <translation>没有哈希</translation>
    </message>
    <message>
        <source>no module</source>
        <translation>没有模块</translation>
    </message>
    <message>
        <source>no other interpreter that was found can import {value}</source>
        <translation>找到的其他解释器都无法导入 {value}</translation>
    </message>
    <message>
        <source>no other record of a PyTorch file lies beside data.pkl</source>
        <translation>data.pkl 旁边没有 PyTorch 文件的其他记录</translation>
    </message>
    <message>
        <source>no statistics to combine</source>
        <translation>没有可合并的统计</translation>
    </message>
    <message>
        <source>no such file</source>
        <translation>没有这样的文件</translation>
    </message>
    <message>
        <source>no such module in the base</source>
        <translation>基座中没有这样的模块</translation>
    </message>
    <message>
        <source>no such tensor in the base</source>
        <translation>基座中没有这样的张量</translation>
    </message>
    <message>
        <source>no tensor begins at byte {start:,}</source>
        <translation>没有张量从第 {start:,} 字节开始</translation>
    </message>
    <message>
        <source>no tensor is selected: a glob must match the whole dotted key, as &apos;*.weight&apos; does</source>
        <translation>没有选中张量：glob 必须匹配完整的点分键名，例如 &apos;*.weight&apos;</translation>
    </message>
    <message>
        <source>no tensor says what it holds</source>
        <translation>没有张量说明其内容</translation>
    </message>
    <message>
        <source>no tensors</source>
        <extracomment>Rows that are looked at together; who selects more is told so. Layers are looked for among the names of so many tensors; no map of more could be read, and looking takes a while. So many entries are looked at all together before any is shown, and no more.</extracomment>
        <translation>没有张量</translation>
    </message>
    <message>
        <source>no token was found</source>
        <translation>未找到令牌</translation>
    </message>
    <message>
        <source>node of its OCDBT tree</source>
        <translation>其 OCDBT 树的节点</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not Core ML</source>
        <translation>不是 Core ML</translation>
    </message>
    <message>
        <source>not a legacy torch file: the magic number is wrong</source>
        <translation>不是旧版 torch 文件：魔数不对</translation>
    </message>
    <message>
        <source>not a plain value</source>
        <translation>不是普通值</translation>
    </message>
    <message>
        <source>not a tensor</source>
        <translation>不是张量</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>非有限</translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation>不在文件中</translation>
    </message>
    <message>
        <source>not in the manifest</source>
        <translation>不在清单中</translation>
    </message>
    <message>
        <source>not in the shard that the index names; shown from the one that has it</source>
        <translation>不在索引指明的分片中；显示的来自含有它的分片</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>未显示</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>nothing to check</source>
        <translation>没有可检查的内容</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>没有可比较的内容</translation>
    </message>
    <message>
        <source>npy version</source>
        <translation>npy 版本</translation>
    </message>
    <message>
        <source>number of layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>odd step</source>
        <translation>奇数步</translation>
    </message>
    <message>
        <source>of</source>
        <translation>的</translation>
    </message>
    <message>
        <source>of another shape</source>
        <translation>形状不同</translation>
    </message>
    <message>
        <source>of each tensor</source>
        <translation>每个张量的</translation>
    </message>
    <message>
        <source>of each tensor of {stack}, a column per layer</source>
        <translation>{stack} 每个张量的，每层一列</translation>
    </message>
    <message>
        <source>of {moment}</source>
        <translation>{moment} 的</translation>
    </message>
    <message>
        <source>of {name}</source>
        <translation>属于 {name}</translation>
    </message>
    <message>
        <source>on a guessed input of shape {origin} (input_shape gives another)</source>
        <translation>，使用猜测的形状为 {origin} 的输入（用 input_shape 指定其他形状）</translation>
    </message>
    <message>
        <source>on random input (seed {seed}), {shape}</source>
        <translation>使用随机输入（种子 {seed}），{shape}</translation>
    </message>
    <message>
        <source>on {name}</source>
        <translation>使用 {name}</translation>
    </message>
    <message>
        <source>one of {count:,} parts</source>
        <translation>{count:,} 个部分之一</translation>
    </message>
    <message>
        <source>one versus all</source>
        <translation>一对多</translation>
    </message>
    <message>
        <source>only a checkpoint whose outputs match is written with its architecture</source>
        <translation>只有输出匹配的检查点才会连同其架构写入</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>仅在 A 中</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>仅在 B 中</translation>
    </message>
    <message>
        <source>only tensors are replaced</source>
        <translation>只替换张量</translation>
    </message>
    <message>
        <source>only tensors are written</source>
        <translation>只写入张量</translation>
    </message>
    <message>
        <source>only the code of {foreign} can rebuild this module; give it (--code)</source>
        <translation>只有 {foreign} 的代码才能重建此模块；请提供（--code）</translation>
    </message>
    <message>
        <source>operator code {code}</source>
        <translation>算子代码 {code}</translation>
    </message>
    <message>
        <source>operator sets</source>
        <translation>算子集</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>optimizer state of {key}</source>
        <translation>{key} 的优化器状态</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>other checkpoints</source>
        <translation>其他检查点</translation>
    </message>
    <message>
        <source>other doubles</source>
        <translation>其他双精度数组</translation>
    </message>
    <message>
        <source>other shape or type</source>
        <translation>其他形状或类型</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>outputs are compared with recorded ones or with another checkpoint, not with both</source>
        <translation>输出可与记录的输出或另一个检查点比较，不能同时与两者比较</translation>
    </message>
    <message>
        <source>over depth</source>
        <translation>随深度</translation>
    </message>
    <message>
        <source>over the steps{suffix}</source>
        <translation>随各步{suffix}</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>part {missing}/{count} is missing</source>
        <translation>缺少第 {missing}/{count} 部分</translation>
    </message>
    <message>
        <source>part {twice}/{count} is there twice</source>
        <translation>第 {twice}/{count} 部分出现两次</translation>
    </message>
    <message>
        <source>part {value} of {count:,}</source>
        <translation>第 {value} 部分，共 {count:,} 部分</translation>
    </message>
    <message>
        <source>permute q/k of {heads} heads</source>
        <translation>重排 {heads} 个头的 q/k</translation>
    </message>
    <message>
        <source>pickle protocol</source>
        <translation>pickle 协议</translation>
    </message>
    <message>
        <source>pickle protocol {protocol} does not exist</source>
        <translation>pickle 协议 {protocol} 不存在</translation>
    </message>
    <message>
        <source>plot</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>plus one</source>
        <translation>加一</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>prefix with - to exclude</source>
        <translation>前加 - 表示排除</translation>
    </message>
    <message>
        <source>producer version</source>
        <translation>生成者版本</translation>
    </message>
    <message>
        <source>program version</source>
        <translation>程序版本</translation>
    </message>
    <message>
        <source>prompt tuning</source>
        <translation>提示微调</translation>
    </message>
    <message>
        <source>protocol version</source>
        <translation>协议版本</translation>
    </message>
    <message>
        <source>python version</source>
        <translation>python 版本</translation>
    </message>
    <message>
        <source>quantised tensor</source>
        <translation>量化张量</translation>
    </message>
    <message>
        <source>quantization</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>rank {rank}, and adapter_config.json says {said:,}; the tensors count</source>
        <translation>秩 {rank}，而 adapter_config.json 说是 {said:,}；以张量为准</translation>
    </message>
    <message>
        <source>rank {value}</source>
        <extracomment>A candidate that fits worse than this is no likeness.</extracomment>
        <translation>秩 {value}</translation>
    </message>
    <message>
        <source>reaches the network</source>
        <translation>访问网络</translation>
    </message>
    <message>
        <source>reading the image {path} needs Pillow: pip install pillow, or give the input as .npy</source>
        <translation>读取图像 {path} 需要 Pillow：pip install pillow，或以 .npy 提供输入</translation>
    </message>
    <message>
        <source>reads any database</source>
        <translation>读取任何数据库</translation>
    </message>
    <message>
        <source>reads any file</source>
        <translation>读取任何文件</translation>
    </message>
    <message>
        <source>reads weights in a way that is not known here</source>
        <translation>以此处未知的方式读取权重</translation>
    </message>
    <message>
        <source>record of {names}</source>
        <translation>{names} 的记录</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>reference to a {to}</source>
        <translation>对{to}的引用</translation>
    </message>
    <message>
        <source>reference to an {to}</source>
        <translation>对{to}的引用</translation>
    </message>
    <message>
        <source>refers to a data file that it does not name</source>
        <translation>引用了一个未指明的数据文件</translation>
    </message>
    <message>
        <source>rel. change</source>
        <translation>相对变化</translation>
    </message>
    <message>
        <source>relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>relative change</source>
        <translation>相对变化</translation>
    </message>
    <message>
        <source>relative update {ratio}</source>
        <translation>相对更新 {ratio}</translation>
    </message>
    <message>
        <source>rms</source>
        <translation>rms</translation>
    </message>
    <message>
        <source>rounding may move them by {allowed:,}</source>
        <translation>舍入可能使其变动 {allowed:,}</translation>
    </message>
    <message>
        <source>running the program {name}</source>
        <translation>运行程序 {name}</translation>
    </message>
    <message>
        <source>runs Python code</source>
        <translation>运行 Python 代码</translation>
    </message>
    <message>
        <source>safe</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>same</source>
        <extracomment>Of one tensor: the hash, its name, and that of the tensor behind that of the file, which has a colon on Windows, too. Elements of a block of two tensors that are held against each other.</extracomment>
        <translation>相同</translation>
    </message>
    <message>
        <source>same as</source>
        <translation>等同于</translation>
    </message>
    <message>
        <source>saved tensor</source>
        <translation>保存的张量</translation>
    </message>
    <message>
        <source>saved_model.pb {reason}; it was cut short or damaged</source>
        <translation>saved_model.pb {reason}；它被截断或损坏</translation>
    </message>
    <message>
        <source>scalar</source>
        <extracomment>What letters behind a number multiply it by.</extracomment>
        <translation>标量</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>sequence of {name}</source>
        <translation>{name} 的序列</translation>
    </message>
    <message>
        <source>set (values are conjugated on read)</source>
        <translation>已设置（读取时取共轭）</translation>
    </message>
    <message>
        <source>set (values are negated on read)</source>
        <translation>已设置（读取时取负）</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>shape differs</source>
        <translation>形状不同</translation>
    </message>
    <message>
        <source>shape differs.</source>
        <translation>形状不同。</translation>
    </message>
    <message>
        <source>shape: takes a size such as 4096 or a shape such as 64x3x7x7 (* is any size)</source>
        <translation>shape: 接大小（如 4096）或形状（如 64x3x7x7，其中 * 表示任意大小）</translation>
    </message>
    <message>
        <source>shares a message with an object that does not have it</source>
        <translation>与一个没有该消息的对象共享消息</translation>
    </message>
    <message>
        <source>shown by rank: the names do not say how they were cut</source>
        <translation>按 rank 显示：名称没有说明如何切分</translation>
    </message>
    <message>
        <source>simple recurrent network, with an embedding and linear layers if there are any</source>
        <translation>简单循环网络，可带嵌入层和线性层</translation>
    </message>
    <message>
        <source>singular value</source>
        <translation>奇异值</translation>
    </message>
    <message>
        <source>singular value (estimate)</source>
        <translation>奇异值（估计）</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>size in bytes, number of elements</source>
        <translation>字节大小，元素个数</translation>
    </message>
    <message>
        <source>slice [{start}:{stop}] of axis {axis}</source>
        <translation>轴 {axis} 的切片 [{start}:{stop}]</translation>
    </message>
    <message>
        <source>small constants left out</source>
        <translation>略去小常量</translation>
    </message>
    <message>
        <source>spandrel recognises it by some of its keys; the others are compared when it is built</source>
        <translation>spandrel 按其部分键识别；其余的键在构建时比较</translation>
    </message>
    <message>
        <source>spandrel {version} has no architecture {params}</source>
        <translation>spandrel {version} 没有架构 {params}</translation>
    </message>
    <message>
        <source>sparse tensor</source>
        <translation>稀疏张量</translation>
    </message>
    <message>
        <source>specification version</source>
        <translation>规范版本</translation>
    </message>
    <message>
        <source>split qkv of {heads} heads</source>
        <translation>拆分 {heads} 个头的 qkv</translation>
    </message>
    <message>
        <source>split qkv of {heads} heads in {kv_heads} groups</source>
        <translation>拆分 {heads} 个头、{kv_heads} 组的 qkv</translation>
    </message>
    <message>
        <source>stack {parts} experts{value}</source>
        <translation>堆叠 {parts} 个专家{value}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>step {label}</source>
        <translation>第 {label} 步</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>storage keys</source>
        <translation>存储的键</translation>
    </message>
    <message>
        <source>storage {key} has an impossible size</source>
        <translation>存储 {key} 的大小不可能存在</translation>
    </message>
    <message>
        <source>storage {key} is not in this file</source>
        <translation>存储 {key} 不在此文件中</translation>
    </message>
    <message>
        <source>storage {key} should have {nbytes} bytes, the file has {nbytes2:,}</source>
        <translation>存储 {key} 应有 {nbytes} 字节，文件有 {nbytes2:,} 字节</translation>
    </message>
    <message>
        <source>storage {storage_key} is not in the file</source>
        <translation>存储 {storage_key} 不在文件中</translation>
    </message>
    <message>
        <source>string places</source>
        <translation>字符串位置</translation>
    </message>
    <message>
        <source>such as 3, 17</source>
        <translation>例如 3, 17</translation>
    </message>
    <message>
        <source>system info</source>
        <translation>系统信息</translation>
    </message>
    <message>
        <source>takes the layer {text}, which it does not have</source>
        <translation>使用层 {text}，但没有该层</translation>
    </message>
    <message>
        <source>takes {nbytes:,} bytes, of which GGUF allows {max_name_nbytes}</source>
        <translation>占 {nbytes:,} 字节，而 GGUF 允许 {max_name_nbytes} 字节</translation>
    </message>
    <message>
        <source>tar archive</source>
        <translation>tar 归档</translation>
    </message>
    <message>
        <source>tensor</source>
        <extracomment>Rows of the table, which is sorted by change. A page of all 20,000 tensors of a model would take a browser seconds. Names that are listed without numbers. Longer lists are folded up. Of the table; all but the first and the last are of numbers.</extracomment>
        <translation>张量</translation>
    </message>
    <message>
        <source>tensorflow version</source>
        <translation>tensorflow 版本</translation>
    </message>
    <message>
        <source>tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>term</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>that the format can&apos;t hold</source>
        <translation>（格式无法保存）</translation>
    </message>
    <message>
        <source>the .param beside it is none of ncnn</source>
        <translation>旁边的 .param 不是 ncnn 的</translation>
    </message>
    <message>
        <source>the .xml beside it is no net</source>
        <translation>旁边的 .xml 不是网络</translation>
    </message>
    <message>
        <source>the Dask scheduler at {place} has no workers</source>
        <translation>{place} 处的 Dask 调度器没有工作进程</translation>
    </message>
    <message>
        <source>the ID of an architecture</source>
        <translation>架构的 ID</translation>
    </message>
    <message>
        <source>the UBJSON model</source>
        <translation>该 UBJSON 模型</translation>
    </message>
    <message>
        <source>the architecture can&apos;t be kept: {file}</source>
        <translation>架构无法保存：{file}</translation>
    </message>
    <message>
        <source>the architecture of {name} was not recognized; give one (archs lists close matches)</source>
        <translation>未识别出 {name} 的架构；请指定一个（archs 列出相近的匹配）</translation>
    </message>
    <message>
        <source>the architecture {name} of {distribution}</source>
        <translation>{distribution} 的架构 {name}</translation>
    </message>
    <message>
        <source>the archive has members that are no .npy</source>
        <translation>归档含有不是 .npy 的成员</translation>
    </message>
    <message>
        <source>the archive has no .data/extern_modules</source>
        <translation>归档没有 .data/extern_modules</translation>
    </message>
    <message>
        <source>the archive has no .npy member</source>
        <translation>归档没有 .npy 成员</translation>
    </message>
    <message>
        <source>the archive has no archive_format</source>
        <translation>归档没有 archive_format</translation>
    </message>
    <message>
        <source>the archive has no constants.pkl</source>
        <translation>归档没有 constants.pkl</translation>
    </message>
    <message>
        <source>the archive has no data.pkl</source>
        <translation>归档没有 data.pkl</translation>
    </message>
    <message>
        <source>the archive has no member of its name</source>
        <translation>归档没有该名称的成员</translation>
    </message>
    <message>
        <source>the archive has no member {value}</source>
        <translation>归档没有成员 {value}</translation>
    </message>
    <message>
        <source>the archive has no {value}</source>
        <translation>归档没有 {value}</translation>
    </message>
    <message>
        <source>the archive holds {roots} checkpoints, {roots2} and {roots3}</source>
        <translation>归档含有 {roots} 个检查点，{roots2} 和 {roots3}</translation>
    </message>
    <message>
        <source>the archive is empty</source>
        <translation>归档为空</translation>
    </message>
    <message>
        <source>the arguments are of the form width=64 depth=2, unlike {part}</source>
        <translation>参数的形式为 width=64 depth=2，而不是 {part}</translation>
    </message>
    <message>
        <source>the byte order is {byteorder}, neither little nor big</source>
        <translation>字节序为 {byteorder}，既不是小端也不是大端</translation>
    </message>
    <message>
        <source>the bytes of {name} do not match their checksum: they were damaged or changed</source>
        <translation>{name} 的字节与其校验和不符：已损坏或被更改</translation>
    </message>
    <message>
        <source>the checkpoint does not have the keys of {arch}</source>
        <translation>检查点没有 {arch} 的键</translation>
    </message>
    <message>
        <source>the checkpoint does not have the keys of {arch} ({title})</source>
        <translation>检查点没有 {arch}（{title}）的键</translation>
    </message>
    <message>
        <source>the compressed data ends after {position:,} of {nbytes:,} bytes</source>
        <translation>压缩数据在 {nbytes:,} 字节中的 {position:,} 字节之后结束</translation>
    </message>
    <message>
        <source>the compressed data ends before its header does</source>
        <translation>压缩数据在其文件头之前结束</translation>
    </message>
    <message>
        <source>the compressed data is damaged ({error})</source>
        <translation>压缩数据已损坏（{error}）</translation>
    </message>
    <message>
        <source>the data of {name} begins {value:,} bytes before that of the last one ends</source>
        <translation>{name} 的数据在上一个的数据结束之前 {value:,} 字节处开始</translation>
    </message>
    <message>
        <source>the data type</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <source>the dtype of {name} is not text</source>
        <translation>{name} 的 dtype 不是文本</translation>
    </message>
    <message>
        <source>the error message of a server (JSON) saved under this name</source>
        <translation>以此名称保存的服务器错误信息（JSON）</translation>
    </message>
    <message>
        <source>the error message of a server (XML) saved under this name</source>
        <translation>以此名称保存的服务器错误信息（XML）</translation>
    </message>
    <message>
        <source>the exact shape; * is any size</source>
        <translation>确切的形状；* 表示任意大小</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>该文件</translation>
    </message>
    <message>
        <source>the file ends before its {part}</source>
        <translation>文件在其 {part} 之前结束</translation>
    </message>
    <message>
        <source>the file format version is {text}, not a number</source>
        <translation>文件格式版本为 {text}，不是数字</translation>
    </message>
    <message>
        <source>the file format version is {text}; the newest known one is {newest_version}</source>
        <translation>文件格式版本为 {text}；已知的最新版本为 {newest_version}</translation>
    </message>
    <message>
        <source>the file keeps its outputs for the hyperparameters it names: leave those, or choose another reference</source>
        <translation>文件保存的是其所指明超参数的输出：请保留这些超参数，或选择其他参考</translation>
    </message>
    <message>
        <source>the file keeps its outputs for the seed {seed}: choose that, or another reference</source>
        <translation>文件保存的是种子 {seed} 的输出：请选择该种子，或选择其他参考</translation>
    </message>
    <message>
        <source>the file keeps its outputs on noise: choose noise as the input, or another reference</source>
        <translation>文件保存的是对噪声的输出：请选择噪声作为输入，或选择其他参考</translation>
    </message>
    <message>
        <source>the file keeps no outputs of this architecture: choose another reference</source>
        <translation>文件没有保存此架构的输出：请选择其他参考</translation>
    </message>
    <message>
        <source>the file of a rank is missing</source>
        <translation>缺少一个 rank 的文件</translation>
    </message>
    <message>
        <source>the file {reason}</source>
        <translation>文件{reason}</translation>
    </message>
    <message>
        <source>the file&apos;s own record</source>
        <translation>文件自己的记录</translation>
    </message>
    <message>
        <source>the first part of a split zip archive; join its parts, as zip -s 0 does</source>
        <translation>拆分的 zip 归档的第一部分；请像 zip -s 0 那样合并各部分</translation>
    </message>
    <message>
        <source>the folder has no {metadata_name}</source>
        <translation>文件夹没有 {metadata_name}</translation>
    </message>
    <message>
        <source>the handler {handler}</source>
        <translation>处理程序 {handler}</translation>
    </message>
    <message>
        <source>the header</source>
        <translation>文件头</translation>
    </message>
    <message>
        <source>the header has an entry that would take more memory than any honest one</source>
        <translation>文件头有一个条目占用的内存超过任何正常条目</translation>
    </message>
    <message>
        <source>the header has {name} twice; the first one is shown</source>
        <translation>文件头中 {name} 出现两次；显示第一个</translation>
    </message>
    <message>
        <source>the header holds text that is not Unicode: {text}</source>
        <translation>文件头含有不是 Unicode 的文本：{text}</translation>
    </message>
    <message>
        <source>the header is not UTF-8 at its byte {start:,}</source>
        <translation>文件头在第 {start:,} 字节处不是 UTF-8</translation>
    </message>
    <message>
        <source>the header is not valid JSON ({error})</source>
        <translation>文件头不是有效的 JSON（{error}）</translation>
    </message>
    <message>
        <source>the header&apos;s entry {name} has a field twice</source>
        <translation>文件头的条目 {name} 中有一个字段出现两次</translation>
    </message>
    <message>
        <source>the header&apos;s entry {name} has no {args}</source>
        <translation>文件头的条目 {name} 没有 {args}</translation>
    </message>
    <message>
        <source>the header&apos;s entry {name} is not an object</source>
        <translation>文件头的条目 {name} 不是对象</translation>
    </message>
    <message>
        <source>the hub continues its listing on another server</source>
        <translation>hub 在另一台服务器上继续其列表</translation>
    </message>
    <message>
        <source>the hub does not say which commit the revision is</source>
        <translation>hub 没有说明该修订是哪个提交</translation>
    </message>
    <message>
        <source>the hub has no such repository, or no such revision of it</source>
        <translation>hub 没有这样的仓库，或没有它的这个修订</translation>
    </message>
    <message>
        <source>the hub&apos;s answer is no JSON</source>
        <translation>hub 的应答不是 JSON</translation>
    </message>
    <message>
        <source>the hub&apos;s answer is not of the form it should be</source>
        <translation>hub 的应答不是应有的形式</translation>
    </message>
    <message>
        <source>the hub&apos;s listing has more than {max_pages} pages</source>
        <translation>hub 的列表超过 {max_pages} 页</translation>
    </message>
    <message>
        <source>the hub&apos;s listing is not of the form it should be</source>
        <translation>hub 的列表不是应有的形式</translation>
    </message>
    <message>
        <source>the hyperparameters of {arch} take more than a file&apos;s metadata should</source>
        <translation>{arch} 的超参数多于文件元数据所应容纳的</translation>
    </message>
    <message>
        <source>the id of a message</source>
        <translation>消息的 id</translation>
    </message>
    <message>
        <source>the index does not say where all of its pieces are</source>
        <translation>索引没有说明它的所有组成块在哪里</translation>
    </message>
    <message>
        <source>the index does not say where it is</source>
        <translation>索引没有说明它在哪里</translation>
    </message>
    <message>
        <source>the index has no pieces for all of it</source>
        <translation>索引没有涵盖它全部的组成块</translation>
    </message>
    <message>
        <source>the input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>the kernel was given what it must not be</source>
        <translation>内核收到了不允许的参数</translation>
    </message>
    <message>
        <source>the key {key} {reason}</source>
        <translation>键 {key} {reason}</translation>
    </message>
    <message>
        <source>the last axis of {key} ({dtype}) can only be cut between blocks of {block}</source>
        <translation>{key}（{dtype}）的最后一个轴只能在 {block} 的块之间切分</translation>
    </message>
    <message>
        <source>the layers</source>
        <extracomment>Numbers by the position of the key. Numbers that span more than this are drawn on a logarithmic scale. The width of a digit of a label.</extracomment>
        <translation>各层</translation>
    </message>
    <message>
        <source>the manifest has {value} {shape}</source>
        <translation>清单中为 {value} {shape}</translation>
    </message>
    <message>
        <source>the member storages ends inside storage {key}</source>
        <translation>成员 storages 在存储 {key} 内结束</translation>
    </message>
    <message>
        <source>the member {name} does not begin with a number of {name2}</source>
        <translation>成员 {name} 的开头不是 {name2} 的数量</translation>
    </message>
    <message>
        <source>the member {name} ends in the middle</source>
        <translation>成员 {name} 在中途结束</translation>
    </message>
    <message>
        <source>the member {name} holds something else than (key, key, class)</source>
        <translation>成员 {name} 含有 (key, key, class) 以外的内容</translation>
    </message>
    <message>
        <source>the metadata has {name} twice; the first is shown</source>
        <translation>元数据中 {name} 出现两次；显示第一个</translation>
    </message>
    <message>
        <source>the metadata {name} has arrays more than {max_nesting} deep in each other</source>
        <translation>元数据 {name} 的数组相互嵌套超过 {max_nesting} 层</translation>
    </message>
    <message>
        <source>the metadata {name} has the unknown type {code:,}</source>
        <translation>元数据 {name} 的类型 {code:,} 未知</translation>
    </message>
    <message>
        <source>the metadata {name} is text of {length:,} bytes; its beginning is shown</source>
        <translation>元数据 {name} 是 {length:,} 字节的文本；显示其开头</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>the module as it was pickled, of parts of torch.nn only</source>
        <translation>按 pickle 中原样的模块，仅由 torch.nn 的部分构成</translation>
    </message>
    <message>
        <source>the module is nested too deeply to be rebuilt</source>
        <translation>模块嵌套过深，无法重建</translation>
    </message>
    <message>
        <source>the msgpack data</source>
        <translation>该 msgpack 数据</translation>
    </message>
    <message>
        <source>the name of the class in the code</source>
        <translation>代码中类的名称</translation>
    </message>
    <message>
        <source>the name {name} does not say which format to write; end it with one of {known}</source>
        <translation>名称 {name} 没有说明要写入的格式；请以 {known} 之一结尾</translation>
    </message>
    <message>
        <source>the names and shapes take {header:,} bytes; safetensors allows 100,000,000: use shards</source>
        <translation>名称和形状占 {header:,} 字节；safetensors 允许 100,000,000：请使用分片</translation>
    </message>
    <message>
        <source>the outputs stored in the file</source>
        <translation>文件中保存的输出</translation>
    </message>
    <message>
        <source>the parts are of different files, or of different requests</source>
        <translation>各部分来自不同的文件或不同的请求</translation>
    </message>
    <message>
        <source>the parts disagree in {name}: they are not of one request</source>
        <translation>各部分在 {name} 上不一致：它们不属于同一个请求</translation>
    </message>
    <message>
        <source>the pickle appends to a {name}</source>
        <translation>pickle 向一个 {name} 追加内容</translation>
    </message>
    <message>
        <source>the pickle ends before its STOP opcode</source>
        <translation>pickle 在其 STOP 操作码之前结束</translation>
    </message>
    <message>
        <source>the pickle ends before the elements of an array</source>
        <translation>pickle 在数组的元素之前结束</translation>
    </message>
    <message>
        <source>the pickle ends in the middle of a line of text</source>
        <translation>pickle 在一行文本的中间结束</translation>
    </message>
    <message>
        <source>the pickle ends in the middle of a string of {nbytes:,} bytes</source>
        <translation>pickle 在 {nbytes:,} 字节的字符串中间结束</translation>
    </message>
    <message>
        <source>the pickle ends in the middle of an operand</source>
        <translation>pickle 在操作数的中间结束</translation>
    </message>
    <message>
        <source>the pickle ends inside an array: it has {there:,} of its {nbytes:,} bytes</source>
        <translation>pickle 在数组内结束：它有其 {nbytes:,} 字节中的 {there:,} 字节</translation>
    </message>
    <message>
        <source>the pickle gives a dict a key without a value</source>
        <translation>pickle 给字典一个没有值的键</translation>
    </message>
    <message>
        <source>the pickle has a line of more than {value:,} MiB</source>
        <translation>pickle 有一行超过 {value:,} MiB</translation>
    </message>
    <message>
        <source>the pickle has an impossible memo index</source>
        <translation>pickle 有一个不可能存在的 memo 索引</translation>
    </message>
    <message>
        <source>the pickle has an unknown opcode 0x{opcode} at byte {value:,}</source>
        <translation>pickle 在第 {value:,} 字节处有未知操作码 0x{opcode}</translation>
    </message>
    <message>
        <source>the pickle has more than {value} MiB besides its arrays</source>
        <translation>pickle 除数组外还有超过 {value} MiB</translation>
    </message>
    <message>
        <source>the pickle holds a number written as {line}</source>
        <translation>pickle 含有写作 {line} 的数</translation>
    </message>
    <message>
        <source>the pickle holds a number written as {text} ({text2:,} characters)</source>
        <translation>pickle 含有写作 {text} 的数（{text2:,} 个字符）</translation>
    </message>
    <message>
        <source>the pickle holds a string of {nbytes} bytes</source>
        <translation>pickle 含有 {nbytes} 字节的字符串</translation>
    </message>
    <message>
        <source>the pickle holds a string with a broken escape</source>
        <translation>pickle 含有转义损坏的字符串</translation>
    </message>
    <message>
        <source>the pickle holds a string without its quotes</source>
        <translation>pickle 含有没有引号的字符串</translation>
    </message>
    <message>
        <source>the pickle holds an integer of {nbytes} bytes</source>
        <translation>pickle 含有 {nbytes} 字节的整数</translation>
    </message>
    <message>
        <source>the pickle holds text that is not UTF-8{names}</source>
        <translation>pickle 含有不是 UTF-8 的文本{names}</translation>
    </message>
    <message>
        <source>the pickle holds text with a broken escape</source>
        <translation>pickle 含有转义损坏的文本</translation>
    </message>
    <message>
        <source>the pickle makes more than {most:,} objects</source>
        <translation>pickle 创建超过 {most:,} 个对象</translation>
    </message>
    <message>
        <source>the pickle recalls memo {error}, which it never stored{names}</source>
        <translation>pickle 取用它从未存入的 memo {error}{names}</translation>
    </message>
    <message>
        <source>the pickle sets items of a {name}</source>
        <translation>pickle 给一个 {name} 设置项</translation>
    </message>
    <message>
        <source>the pickle takes more from its stack than it put there{names}</source>
        <translation>pickle 从栈中取出的多于它放入的{names}</translation>
    </message>
    <message>
        <source>the plan keeps no checkpoint</source>
        <translation>计划没有保留任何检查点</translation>
    </message>
    <message>
        <source>the pointers of a sparse tensor do not fit its indices</source>
        <translation>稀疏张量的指针与其索引不符</translation>
    </message>
    <message>
        <source>the program {path} gives no tensor</source>
        <translation>程序 {path} 没有给出张量</translation>
    </message>
    <message>
        <source>the reader of {title} ({distribution})</source>
        <translation>{title} 的读取器（{distribution}）</translation>
    </message>
    <message>
        <source>the record {name} is not in the file</source>
        <translation>记录 {name} 不在文件中</translation>
    </message>
    <message>
        <source>the record {record} has {nbytes:,} bytes instead of a few letters</source>
        <translation>记录 {record} 有 {nbytes:,} 字节，而应是几个字母</translation>
    </message>
    <message>
        <source>the record {record} is not a description of weights</source>
        <translation>记录 {record} 不是权重的描述</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>the replica can&apos;t be read: {error}</source>
        <translation>副本无法读取：{error}</translation>
    </message>
    <message>
        <source>the replica does not agree with the manifest</source>
        <translation>副本与清单不符</translation>
    </message>
    <message>
        <source>the rest of the file</source>
        <translation>文件的其余部分</translation>
    </message>
    <message>
        <source>the rule of the architecture {arch} failed: {said}</source>
        <translation>架构 {arch} 的规则失败：{said}</translation>
    </message>
    <message>
        <source>the rule {rule} matches no key</source>
        <translation>规则 {rule} 没有匹配任何键</translation>
    </message>
    <message>
        <source>the same key in B</source>
        <translation>B 中的同一个键</translation>
    </message>
    <message>
        <source>the server answers too slowly</source>
        <translation>服务器应答太慢</translation>
    </message>
    <message>
        <source>the server answers with another range than was asked for</source>
        <translation>服务器应答的范围与请求的不同</translation>
    </message>
    <message>
        <source>the server does not answer properly ({name})</source>
        <translation>服务器没有正确应答（{name}）</translation>
    </message>
    <message>
        <source>the server does not say which range it answers with</source>
        <translation>服务器没有说明应答的是哪个范围</translation>
    </message>
    <message>
        <source>the server ended the answer early</source>
        <translation>服务器提前结束了应答</translation>
    </message>
    <message>
        <source>the server ends the answer early, {attempts} times</source>
        <translation>服务器 {attempts} 次提前结束应答</translation>
    </message>
    <message>
        <source>the server gives {value:,} of the {nbytes:,} bytes at {offset:,}</source>
        <translation>服务器只给出 {offset:,} 处 {nbytes:,} 字节中的 {value:,} 字节</translation>
    </message>
    <message>
        <source>the server serves it only as a whole: opening it downloads {much}</source>
        <translation>服务器只能整体提供它：打开它需下载{much}</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not valid ({verify_message})</source>
        <translation>服务器的证书无效（{verify_message}）</translation>
    </message>
    <message>
        <source>the shape of the input can&apos;t be guessed; give it, such as --param input_shape=[1,3,224,224]</source>
        <translation>无法猜测输入的形状；请提供，如 --param input_shape=[1,3,224,224]</translation>
    </message>
    <message>
        <source>the shape of the input is a list of sizes, such as 1 × 3 × 224 × 224</source>
        <translation>输入的形状是一串大小，例如 1 × 3 × 224 × 224</translation>
    </message>
    <message>
        <source>the shape of {name} is larger than any memory</source>
        <translation>{name} 的形状比任何内存都大</translation>
    </message>
    <message>
        <source>the shape or the offsets of {name} are not a list</source>
        <translation>{name} 的形状或偏移不是列表</translation>
    </message>
    <message>
        <source>the shape or the offsets of {name} hold {number}</source>
        <translation>{name} 的形状或偏移含有 {number}</translation>
    </message>
    <message>
        <source>the shapes</source>
        <translation>张量形状</translation>
    </message>
    <message>
        <source>the slice lies outside the shape of {key}</source>
        <translation>切片在 {key} 的形状之外</translation>
    </message>
    <message>
        <source>the slice {text} has more than one &apos;...&apos;</source>
        <translation>切片 {text} 有多个 &apos;...&apos;</translation>
    </message>
    <message>
        <source>the slice {text} names {words} axes, the tensor has {axes}</source>
        <translation>切片 {text} 指定了 {words} 个轴，而张量有 {axes} 个</translation>
    </message>
    <message>
        <source>the store gives {data:,} of the {nbytes:,} bytes at {offset:,}</source>
        <translation>存储服务只给出 {offset:,} 处 {nbytes:,} 字节中的 {data:,} 字节</translation>
    </message>
    <message>
        <source>the superblock</source>
        <translation>超级块</translation>
    </message>
    <message>
        <source>the tar archive ends inside a header</source>
        <translation>tar 归档在一个文件头内结束</translation>
    </message>
    <message>
        <source>the tar archive ends inside its member {name}</source>
        <translation>tar 归档在其成员 {name} 内结束</translation>
    </message>
    <message>
        <source>the tar archive ends without the zeros that mark its end: it may be cut off</source>
        <translation>tar 归档的结尾没有标记结束的零：它可能被截断</translation>
    </message>
    <message>
        <source>the tar archive has a damaged pax header</source>
        <translation>tar 归档有损坏的 pax 头</translation>
    </message>
    <message>
        <source>the tar archive has a header of {nbytes:,} bytes</source>
        <translation>tar 归档有 {nbytes:,} 字节的头</translation>
    </message>
    <message>
        <source>the tar archive has a header whose checksum is wrong</source>
        <translation>tar 归档有一个校验和错误的头</translation>
    </message>
    <message>
        <source>the tar archive has a pax header whose size is not a number</source>
        <translation>tar 归档有一个 pax 头，其大小不是数字</translation>
    </message>
    <message>
        <source>the tar archive has more than {tar_members:,} members</source>
        <translation>tar 归档有超过 {tar_members:,} 个成员</translation>
    </message>
    <message>
        <source>the tar archive has two members {name}</source>
        <translation>tar 归档有两个成员 {name}</translation>
    </message>
    <message>
        <source>the tar archive has {digits} where a number belongs</source>
        <translation>tar 归档在应为数字之处是 {digits}</translation>
    </message>
    <message>
        <source>the tensor</source>
        <translation>该张量</translation>
    </message>
    <message>
        <source>the tensor {name} has {axes:,} axes; GGUF allows {max_axes}</source>
        <translation>张量 {name} 有 {axes:,} 个轴；GGUF 允许 {max_axes} 个</translation>
    </message>
    <message>
        <source>the text of an array was changed while it was read</source>
        <translation>数组的文本在读取时被更改</translation>
    </message>
    <message>
        <source>the type {removed}, which ggml has given up</source>
        <translation>ggml 已弃用的类型 {removed}</translation>
    </message>
    <message>
        <source>the unknown type {type_code:,}</source>
        <translation>未知类型 {type_code:,}</translation>
    </message>
    <message>
        <source>the values of a sparse tensor do not fit its shape</source>
        <translation>稀疏张量的值与其形状不符</translation>
    </message>
    <message>
        <source>the variable at byte {position:,}</source>
        <translation>第 {position:,} 字节处的变量</translation>
    </message>
    <message>
        <source>the vocabulary has another length than the header says</source>
        <translation>词表的长度与文件头所说的不同</translation>
    </message>
    <message>
        <source>the worker at {worker} can&apos;t import checkpoint-inspector: {version}</source>
        <translation>{worker} 处的工作进程无法导入 checkpoint-inspector：{version}</translation>
    </message>
    <message>
        <source>the worker at {worker} has checkpoint-inspector {version}, not {version2}</source>
        <translation>{worker} 处的工作进程使用 checkpoint-inspector {version}，而不是 {version2}</translation>
    </message>
    <message>
        <source>the zip archive has no end record: it is cut short</source>
        <translation>zip 归档没有结束记录：它被截断</translation>
    </message>
    <message>
        <source>the zip archive is split over several files</source>
        <translation>zip 归档被拆分到多个文件</translation>
    </message>
    <message>
        <source>the zip archive&apos;s comment is cut short</source>
        <translation>zip 归档的注释被截断</translation>
    </message>
    <message>
        <source>the zip archive&apos;s two end records disagree ({short:,} and {full:,})</source>
        <translation>zip 归档的两个结束记录不一致（{short:,} 和 {full:,}）</translation>
    </message>
    <message>
        <source>the zip directory at byte {offset:,} with {nbytes:,} bytes runs over its end record at byte {position:,}</source>
        <translation>位于第 {offset:,} 字节、长 {nbytes:,} 字节的 zip 目录越过了第 {position:,} 字节处的结束记录</translation>
    </message>
    <message>
        <source>the zip directory claims {nbytes:,} bytes for {count:,} members</source>
        <translation>zip 目录声称 {count:,} 个成员占 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>the zip directory ends inside the entry of member {members:,}</source>
        <translation>zip 目录在第 {members:,} 个成员的条目内结束</translation>
    </message>
    <message>
        <source>the zip directory ends {value:,} bytes before its end record: something else lies in front of the archive or inside it</source>
        <translation>zip 目录在其结束记录之前 {value:,} 字节结束：归档前面或内部有其他内容</translation>
    </message>
    <message>
        <source>the zip directory holds more than the {count:,} members it counts</source>
        <translation>zip 目录的内容多于它所计的 {count:,} 个成员</translation>
    </message>
    <message>
        <source>the zip directory is damaged at the entry of member {members:,}</source>
        <translation>zip 目录在第 {members:,} 个成员的条目处损坏</translation>
    </message>
    <message>
        <source>the zip directory of {nbytes:,} bytes can&apos;t hold {count:,} members</source>
        <translation>{nbytes:,} 字节的 zip 目录容不下 {count:,} 个成员</translation>
    </message>
    <message>
        <source>the zip member name {name} is not valid UTF-8</source>
        <translation>zip 成员名称 {name} 不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>the zip member {name} claims {packed:,} bytes at byte {header:,}, outside the archive</source>
        <translation>zip 成员 {name} 声称在第 {header:,} 字节处有 {packed:,} 字节，超出归档</translation>
    </message>
    <message>
        <source>the zip member {name} has another name in its own header</source>
        <translation>zip 成员 {name} 在其自己的头中是另一个名称</translation>
    </message>
    <message>
        <source>the zip member {name} has the unknown compression method {method}</source>
        <translation>zip 成员 {name} 的压缩方法 {method} 未知</translation>
    </message>
    <message>
        <source>the zip member {name} has two compression methods, {method} and {method2}</source>
        <translation>zip 成员 {name} 有两种压缩方法：{method} 和 {method2}</translation>
    </message>
    <message>
        <source>the zip member {name} has two sizes, {local:,} and {central:,} bytes</source>
        <translation>zip 成员 {name} 有两个大小：{local:,} 和 {central:,} 字节</translation>
    </message>
    <message>
        <source>the zip member {name} is encrypted</source>
        <translation>zip 成员 {name} 已加密</translation>
    </message>
    <message>
        <source>the zip member {name} is not at byte {header_offset:,}</source>
        <translation>zip 成员 {name} 不在第 {header_offset:,} 字节处</translation>
    </message>
    <message>
        <source>the zip member {name} is stored as {compressed_nbytes:,} bytes but said to have {nbytes:,}</source>
        <translation>zip 成员 {name} 存储为 {compressed_nbytes:,} 字节，却据称有 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>the zip member {name} runs past the end of the file</source>
        <translation>zip 成员 {name} 超出文件末尾</translation>
    </message>
    <message>
        <source>the zip64 end record at byte {offset:,} lies outside the archive</source>
        <translation>第 {offset:,} 字节处的 zip64 结束记录在归档之外</translation>
    </message>
    <message>
        <source>the {compression} data decompresses to more than {most:,} bytes</source>
        <translation>{compression} 数据解压后超过 {most:,} 字节</translation>
    </message>
    <message>
        <source>the {compression} data is cut short</source>
        <translation>{compression} 数据被截断</translation>
    </message>
    <message>
        <source>the {count:,} elements of {name} do not fill whole bytes</source>
        <translation>{name} 的 {count:,} 个元素填不满整字节</translation>
    </message>
    <message>
        <source>the {count} largest of {total:,} roles</source>
        <translation>{total:,} 个角色中最大的 {count} 个</translation>
    </message>
    <message>
        <source>the {name} is a number, such as 1e-5</source>
        <translation>{name}应为数字，例如 1e-5</translation>
    </message>
    <message>
        <source>the {name} of a sparse tensor are of type {dtype}, not integers</source>
        <translation>稀疏张量的 {name} 类型为 {dtype}，不是整数</translation>
    </message>
    <message>
        <source>the {what} {path} does not exist</source>
        <translation>{what} {path} 不存在</translation>
    </message>
    <message>
        <source>there is no architecture {arch}; the verb archs lists them</source>
        <translation>没有架构 {arch}；命令 archs 会列出所有架构</translation>
    </message>
    <message>
        <source>there is no member</source>
        <translation>没有成员</translation>
    </message>
    <message>
        <source>there is no result for {key}</source>
        <translation>没有 {key} 的结果</translation>
    </message>
    <message>
        <source>there is no server {hostname}</source>
        <translation>没有服务器 {hostname}</translation>
    </message>
    <message>
        <source>there is no tensor to export</source>
        <translation>没有要导出的张量</translation>
    </message>
    <message>
        <source>there is no zip64 end record at byte {offset:,}, where its locator points</source>
        <translation>第 {offset:,} 字节处没有 zip64 结束记录，而其定位器指向那里</translation>
    </message>
    <message>
        <source>there is nothing to merge: {sentence}</source>
        <translation>没有可合并的内容：{sentence}</translation>
    </message>
    <message>
        <source>these are not the parts of one whole, as --part I/N with --json or -o writes them</source>
        <translation>这些不是同一整体的各部分（由 --part I/N 与 --json 或 -o 写入）</translation>
    </message>
    <message>
        <source>this build of the program brings no torch, and python3 has none either: choose a Python that has torch</source>
        <translation>此程序版本不带 torch，python3 也没有：请选择一个有 torch 的 Python</translation>
    </message>
    <message>
        <source>this checkpoint is not a file yet: export it, and verify the file</source>
        <translation>此检查点还不是文件：请先导出，再验证该文件</translation>
    </message>
    <message>
        <source>this is not the map of a comparison</source>
        <translation>这不是比较的映射</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>此计算机</translation>
    </message>
    <message>
        <source>this program</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>this program, which takes it for one of a library</source>
        <translation>本程序，它把自己当作某个库的架构</translation>
    </message>
    <message>
        <source>though what leads to them differs{where}</source>
        <translation>但通向它们的中间结果不同{where}</translation>
    </message>
    <message>
        <source>tied, and left out of the other file</source>
        <translation>绑定的，因此另一个文件中略去</translation>
    </message>
    <message>
        <source>timm {version} has no model {params}</source>
        <translation>timm {version} 没有模型 {params}</translation>
    </message>
    <message>
        <source>to {size:,} bytes</source>
        <translation>到 {size:,} 字节</translation>
    </message>
    <message>
        <source>torch.nn.modules.{record} can&apos;t be rebuilt from a pickle; give its code (--code)</source>
        <translation>torch.nn.modules.{record} 无法从 pickle 重建；请提供其代码（--code）</translation>
    </message>
    <message>
        <source>trainable tokens</source>
        <translation>可训练的词元</translation>
    </message>
    <message>
        <source>transformer encoder (nn.TransformerEncoder)</source>
        <translation>Transformer 编码器（nn.TransformerEncoder）</translation>
    </message>
    <message>
        <source>transformers {version} has no model {name}</source>
        <translation>transformers {version} 没有模型 {name}</translation>
    </message>
    <message>
        <source>transpose, flattened by channel</source>
        <translation>转置，按通道展平</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>two linear layers</source>
        <translation>两个线性层</translation>
    </message>
    <message>
        <source>two tensors would lie in one place of the file; rename one of them</source>
        <translation>有两个张量会位于文件的同一位置；请重命名其中一个</translation>
    </message>
    <message>
        <source>type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>unexpected</source>
        <translation>多余</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>unreadable</source>
        <extracomment>What is sorted, with its keys, and what has no value yet: new numbers are merged into the first.</extracomment>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>unreadable tensor</source>
        <translation>无法读取的张量</translation>
    </message>
    <message>
        <source>update ratio</source>
        <translation>更新比</translation>
    </message>
    <message>
        <source>value</source>
        <extracomment>Where a bar of no values ends on a logarithmic axis: below the bar of one. Values beyond this are drawn in units of it: sums and differences of the largest floats would be infinite. And all that are smaller in units of the largest: Qt dies of shares of the smallest floats.
----------
How far a ridge reaches over the one above it, in rows. Rows that have room for a label each.</extracomment>
        <translation>值</translation>
    </message>
    <message>
        <source>values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>variables/variables.index, the index of the variables, {reason}</source>
        <translation>变量的索引 variables/variables.index {reason}</translation>
    </message>
    <message>
        <source>verified by reading it back</source>
        <translation>已读回验证</translation>
    </message>
    <message>
        <source>verifying needs {library}, which {executable} lacks: install {remedy} there, or choose a Python that has it</source>
        <translation>验证需要 {library}，而 {executable} 没有：请在其中安装 {remedy}，或选择一个有它的 Python</translation>
    </message>
    <message>
        <source>was changed on the server since it was opened</source>
        <translation>打开后在服务器上被更改</translation>
    </message>
    <message>
        <source>was changed since it was indexed</source>
        <translation>建立索引后被更改</translation>
    </message>
    <message>
        <source>was changed since it was opened</source>
        <translation>打开后被更改</translation>
    </message>
    <message>
        <source>was changed since the plan was made; nothing was deleted</source>
        <translation>制定计划后被更改；未删除任何内容</translation>
    </message>
    <message>
        <source>was changed while it was read</source>
        <translation>读取时被更改</translation>
    </message>
    <message>
        <source>was changed while it was read; open it again</source>
        <translation>读取时被更改；请重新打开</translation>
    </message>
    <message>
        <source>was killed by {name}{during}</source>
        <translation>被 {name} 终止{during}</translation>
    </message>
    <message>
        <source>was stopped after {seconds:,} seconds{during}</source>
        <translation>在 {seconds:,} 秒后被停止{during}</translation>
    </message>
    <message>
        <source>was stopped because it started {processes} processes{during}</source>
        <translation>因启动了 {processes} 个进程而被停止{during}</translation>
    </message>
    <message>
        <source>was stopped because it took more than {value:,} GiB of memory{during}</source>
        <translation>因占用超过 {value:,} GiB 内存而被停止{during}</translation>
    </message>
    <message>
        <source>weight norm</source>
        <translation>权重归一化</translation>
    </message>
    <message>
        <source>weight norm along axis {axis}</source>
        <translation>沿轴 {axis} 的权重归一化</translation>
    </message>
    <message>
        <source>what was written can&apos;t be read back: {reason}</source>
        <translation>写入的内容无法回读：{reason}</translation>
    </message>
    <message>
        <source>what was written reads back as {format} with {tensors:,} tensors</source>
        <translation>写入的内容回读为 {format}，含 {tensors:,} 个张量</translation>
    </message>
    <message>
        <source>what was written reads back with other elements in {key}</source>
        <translation>写入的内容回读时 {key} 的元素不同</translation>
    </message>
    <message>
        <source>what was written reads back without {key}, or with another shape</source>
        <translation>写入的内容回读时没有 {key}，或形状不同</translation>
    </message>
    <message>
        <source>where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>which has none of its modules</source>
        <translation>其中没有它的任何模块</translation>
    </message>
    <message>
        <source>which the token does not give</source>
        <translation>而令牌没有此权限</translation>
    </message>
    <message>
        <source>which {rounding} rounding does not explain</source>
        <translation>{rounding} 的舍入无法解释</translation>
    </message>
    <message>
        <source>whose weights have other shapes</source>
        <translation>其权重的形状不同</translation>
    </message>
    <message>
        <source>with NaN or Inf</source>
        <translation>含 NaN 或 Inf</translation>
    </message>
    <message>
        <source>with the code {printable}{more}</source>
        <translation>，代码为 {printable}{more}</translation>
    </message>
    <message>
        <source>with the tensor it is tied to</source>
        <translation>与其绑定的张量</translation>
    </message>
    <message>
        <source>within the tolerance (at most {max_abs:,} apart)</source>
        <translation>在容差内（最多相差 {max_abs:,}）</translation>
    </message>
    <message>
        <source>word vectors</source>
        <translation>词向量</translation>
    </message>
    <message>
        <source>words in the key, in any order</source>
        <extracomment>How long typing must pause before the filter is applied. The language of the box, as examples and what they mean.</extracomment>
        <translation>键中的词语，顺序不限</translation>
    </message>
    <message>
        <source>workers ended before they were done, {attempts} times ({reason})</source>
        <translation>工作进程在完成之前结束，共 {attempts} 次（{reason}）</translation>
    </message>
    <message>
        <source>would decompress to more than {max_inflation:,} times its size</source>
        <translation>解压后会超过其大小的 {max_inflation:,} 倍</translation>
    </message>
    <message>
        <source>would take {nbytes}, though only {stored} of it are stored; leave it out</source>
        <translation>会占 {nbytes}，而其中只存储了 {stored}；请将其排除</translation>
    </message>
    <message>
        <source>writes any file</source>
        <translation>写入任何文件</translation>
    </message>
    <message>
        <source>writes to any folder</source>
        <translation>写入任何文件夹</translation>
    </message>
    <message>
        <source>written by</source>
        <translation>写入者</translation>
    </message>
    <message>
        <source>wrote something else than an answer{during}</source>
        <translation>写入的不是结果{during}</translation>
    </message>
    <message>
        <source>zero point</source>
        <translation>零点</translation>
    </message>
    <message>
        <source>zip archive</source>
        <translation>zip 归档</translation>
    </message>
    <message>
        <source>zstd-compressed data</source>
        <translation>zstd 压缩数据</translation>
    </message>
    <message>
        <source>{address} is no executor: they are threads:N, processes:N, dask://HOST:PORT and ray://HOST:PORT</source>
        <translation>{address} 不是执行器：可用的有 threads:N、processes:N、dask://HOST:PORT 和 ray://HOST:PORT</translation>
    </message>
    <message>
        <source>{address} lacks the address of the scheduler, such as dask://localhost:8786</source>
        <translation>{address} 缺少调度器的地址，如 dask://localhost:8786</translation>
    </message>
    <message>
        <source>{address}: the number of {kind} is from 1 to {most_local:,}</source>
        <translation>{address}：{kind} 的数量为 1 到 {most_local:,}</translation>
    </message>
    <message>
        <source>{arch} gives no tensor</source>
        <translation>{arch} 没有给出张量</translation>
    </message>
    <message>
        <source>{arch} has no hyperparameter {unknown}; it has {names}</source>
        <translation>{arch} 没有超参数 {unknown}；它有 {names}</translation>
    </message>
    <message>
        <source>{a} against {b}</source>
        <translation>{a} 与 {b} 对比</translation>
    </message>
    <message>
        <source>{a} and {b} differ in values per element, so elements can&apos;t be compared one by one.</source>
        <translation>{a} 和 {b} 每个元素的值数不同，无法逐个元素比较。</translation>
    </message>
    <message>
        <source>{a} is the transpose of {b}</source>
        <translation>{a} 是 {b} 的转置</translation>
    </message>
    <message>
        <source>{a} may be the transpose of {b}</source>
        <translation>{a} 可能是 {b} 的转置</translation>
    </message>
    <message>
        <source>{behind:,} bytes follow the pickle; loading reads only the first one</source>
        <translation>pickle 之后还有 {behind:,} 字节；加载时只读取第一个</translation>
    </message>
    <message>
        <source>{bins} of {what}</source>
        <translation>{what}的 {bins}</translation>
    </message>
    <message>
        <source>{bins}, exact</source>
        <translation>{bins}，精确</translation>
    </message>
    <message>
        <source>{bins}, from 1 in {every:,} elements</source>
        <translation>{bins}，每 {every:,} 个元素取 1 个</translation>
    </message>
    <message>
        <source>{bin}, most of {key}</source>
        <translation>{bin}，主要是 {key}</translation>
    </message>
    <message>
        <source>{checkpoints} that checkpoint lists are not there: {names}</source>
        <translation>checkpoint 列出的 {checkpoints}不在：{names}</translation>
    </message>
    <message>
        <source>{checkpoint} has no adapter&apos;s tensors; a full fine-tune is compared with a base</source>
        <translation>{checkpoint} 没有适配器的张量；完全微调要与基座比较</translation>
    </message>
    <message>
        <source>{checkpoint} has no adapter&apos;s tensors; there is nothing to merge</source>
        <translation>{checkpoint} 没有适配器的张量；没有可合并的内容</translation>
    </message>
    <message>
        <source>{code} defines no {name}; it has {value}</source>
        <translation>{code} 没有定义 {name}；它有 {value}</translation>
    </message>
    <message>
        <source>{code} is neither a file nor an installed module</source>
        <translation>{code} 既不是文件也不是已安装的模块</translation>
    </message>
    <message>
        <source>{column}{relation} takes a number such as 0.5, -1e-3 or 50%</source>
        <translation>{column}{relation} 接一个数，如 0.5、-1e-3 或 50%</translation>
    </message>
    <message>
        <source>{count:,} ({share:.1%})</source>
        <translation>{count:,} ({share:.1%})</translation>
    </message>
    <message>
        <source>{count:,} ({share:.2%})</source>
        <translation>{count:,} ({share:.2%})</translation>
    </message>
    <message>
        <source>{count:,} above {edge} (max {high})</source>
        <translation>{count:,} 个大于 {edge}（最大 {high}）</translation>
    </message>
    <message>
        <source>{count:,} below {edge} (min {low})</source>
        <translation>{count:,} 个小于 {edge}（最小 {low}）</translation>
    </message>
    <message>
        <source>{count:,} elements of {bits} bits do not fit {nbytes:,} bytes</source>
        <translation>{count:,} 个 {bits} 位的元素与 {nbytes:,} 字节不符</translation>
    </message>
    <message>
        <source>{count:,} empty</source>
        <translation>{count:,} 个为空</translation>
    </message>
    <message>
        <source>{count:,} in buffers</source>
        <translation>缓冲区 {count:,}</translation>
    </message>
    <message>
        <source>{count:,} in optimizer state</source>
        <translation>优化器状态 {count:,}</translation>
    </message>
    <message>
        <source>{count:,} in other tensors</source>
        <translation>其他张量 {count:,}</translation>
    </message>
    <message>
        <source>{count:,} matrices are each the exact transpose of one in the other file.</source>
        <translation>{count:,} 个矩阵各为另一文件中某个矩阵的转置。</translation>
    </message>
    <message>
        <source>{count:,} more</source>
        <translation>另外 {count:,} 个</translation>
    </message>
    <message>
        <source>{count:,} more changed less; the JSON report lists all.</source>
        <translation>另有 {count:,} 个变化较小；JSON 报告列出全部。</translation>
    </message>
    <message>
        <source>{count:,} not finite</source>
        <translation>{count:,} 个非有限</translation>
    </message>
    <message>
        <source>{count:,} numbers can&apos;t be in {nbytes:,} bytes</source>
        <translation>{nbytes:,} 字节中不可能有 {count:,} 个数</translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n key</source>
        <comment>{count:,} of %n keys</comment>
        <translation>
            <numerusform>%n 个键中的 {count:,} 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n row from {source} have keys that {target} has, too.</source>
        <comment>{count:,} of %n rows from {source} have keys that {target} has, too.</comment>
        <translation>
            <numerusform>来自 {source} 的 %n 行中，有 {count:,} 行的键 {target} 也有。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of %n tensor differ</source>
        <comment>{count:,} of %n tensors differ</comment>
        <extracomment>The parts in the order in which they are shown. Sums over the tensors that were measured: of squares of the differences and of A.</extracomment>
        <translation>
            <numerusform>%n 个张量中有 {count:,} 个不同</numerusform>
        </translation>
    </message>
    <message>
        <source>{count:,} of {total:,}</source>
        <translation>{count:,} / {total:,}</translation>
    </message>
    <message>
        <source>{count:,} tensors, colored by depth</source>
        <translation>{count:,} 个张量，按深度着色</translation>
    </message>
    <message>
        <source>{count:,} values are too many to copy; select at most {most:,}</source>
        <translation>{count:,} 个值太多，无法复制；最多选择 {most:,} 个</translation>
    </message>
    <message>
        <source>{count:,} without numbers</source>
        <translation>{count:,} 个没有数值</translation>
    </message>
    <message>
        <source>{counts}, frees {freed} of {total}</source>
        <translation>{counts}，释放 {total} 中的 {freed}</translation>
    </message>
    <message>
        <source>{count} of the adapter would be left out, first {first}; a partial merge allows that</source>
        <translation>适配器的 {count} 会被略去，首个为 {first}；部分合并允许这样</translation>
    </message>
    <message>
        <source>{count} of {total} not there or unreadable: {shown}{more}</source>
        <translation>{total} 个中有 {count} 个不在或无法读取：{shown}{more}</translation>
    </message>
    <message>
        <source>{count}, estimated from random vectors</source>
        <translation>{count}，由随机向量估计</translation>
    </message>
    <message>
        <source>{differences:,} of {total:,} differ</source>
        <extracomment>How often what has been found meanwhile is shown. How long comparing waits for the first rows to be painted: beside busy threads that would take long. Notices of what is tied in one file only. What it is shown with; each takes some milliseconds to import. A key that was to be selected and is in neither file.</extracomment>
        <translation>{total:,} 个中有 {differences:,} 个不同</translation>
    </message>
    <message numerus="yes">
        <source>{differing:,} of %n tensor differ</source>
        <comment>{differing:,} of %n tensors differ</comment>
        <translation>
            <numerusform>%n 个张量中有 {differing:,} 个不同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{differing:,} of %n tensor differ so far</source>
        <comment>{differing:,} of %n tensors differ so far</comment>
        <translation>
            <numerusform>目前 %n 个张量中有 {differing:,} 个不同</numerusform>
        </translation>
    </message>
    <message>
        <source>{differing:,} of {elements:,} elements</source>
        <translation>{elements:,} 个元素中的 {differing:,} 个</translation>
    </message>
    <message>
        <source>{differing:,} of {total:,} differ</source>
        <translation>{total:,} 个中有 {differing:,} 个不同</translation>
    </message>
    <message numerus="yes">
        <source>{differing} of %n element differ; {what} can&apos;t be subtracted.</source>
        <comment>{differing} of %n elements differ; {what} can&apos;t be subtracted.</comment>
        <translation>
            <numerusform>%n 个元素中有 {differing} 个不同；{what} 不能相减。</numerusform>
        </translation>
    </message>
    <message>
        <source>{dtype} is no type to cast to; there are {encodable}</source>
        <translation>{dtype} 不是可转换的类型；可用的有 {encodable}</translation>
    </message>
    <message>
        <source>{dtype} values can&apos;t be decoded by this version</source>
        <translation>本版本无法解码 {dtype} 值</translation>
    </message>
    <message>
        <source>{dtype} values can&apos;t be made by this version</source>
        <translation>本版本无法生成 {dtype} 值</translation>
    </message>
    <message>
        <source>{dtype}, shape {shape}</source>
        <translation>{dtype}，形状 {shape}</translation>
    </message>
    <message>
        <source>{elements} of {before} overflowed {after}</source>
        <translation>{before} 的 {elements}超出 {after} 的范围</translation>
    </message>
    <message>
        <source>{elements}, {bits} in all</source>
        <translation>{elements}，共 {bits}</translation>
    </message>
    <message>
        <source>{fault}; there is {repr}</source>
        <translation>{fault}；有 {repr}</translation>
    </message>
    <message>
        <source>{fetched} fetched</source>
        <translation>已取回 {fetched}</translation>
    </message>
    <message>
        <source>{files}: {what}{shards}; verified by reading it back</source>
        <translation>{files}：{what}{shards}；已通过回读验证</translation>
    </message>
    <message>
        <source>{file} does not fit {arch}: {value} (the first is {first})</source>
        <translation>{file} 与 {arch} 不符：{value}（首个为 {first}）</translation>
    </message>
    <message>
        <source>{file}; byte {offset:,}</source>
        <translation>{file}；字节 {offset:,}</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first}，以及{second}</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <extracomment>How two are joined.</extracomment>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation>{first}，{second}</translation>
    </message>
    <message>
        <source>{first}: {second}</source>
        <translation>{first}：{second}</translation>
    </message>
    <message>
        <source>{first}; {second}</source>
        <translation>{first}；{second}</translation>
    </message>
    <message>
        <source>{formats} (sharded)</source>
        <extracomment>How the names of formats end where a checkpoint is in several files of one.</extracomment>
        <translation>{formats}（分片）</translation>
    </message>
    <message>
        <source>{found:,} scales for {count:,} channels</source>
        <translation>{count:,} 个通道却有 {found:,} 个缩放系数</translation>
    </message>
    <message>
        <source>{found} can import it</source>
        <translation>{found} 可以导入它</translation>
    </message>
    <message>
        <source>{found} can import torch</source>
        <translation>{found} 可以导入 torch</translation>
    </message>
    <message>
        <source>{groups} in the index but not in {name}: {shown}{more}</source>
        <translation>{groups}在索引中但不在 {name} 中：{shown}{more}</translation>
    </message>
    <message>
        <source>{kernels} transposed</source>
        <translation>{kernels}已转置</translation>
    </message>
    <message>
        <source>{keys} in the index without the name of a file, such as {first}</source>
        <translation>索引中有 {keys}没有文件名，例如 {first}</translation>
    </message>
    <message>
        <source>{keys} missing</source>
        <translation>缺少 {keys}</translation>
    </message>
    <message>
        <source>{keys} of another shape</source>
        <translation>{keys}形状不同</translation>
    </message>
    <message>
        <source>{keys} of the pickle are set twice; the last one counts</source>
        <translation>pickle 的 {keys}被设置两次；以最后一次为准</translation>
    </message>
    <message>
        <source>{keys} unexpected</source>
        <translation>多出 {keys}</translation>
    </message>
    <message>
        <source>{key}
not compared yet</source>
        <translation>{key}
尚未比较</translation>
    </message>
    <message>
        <source>{key} ({a}, not {b})</source>
        <translation>{key}（{a}，而非 {b}）</translation>
    </message>
    <message>
        <source>{key} ({dtype}) can&apos;t be cast to {dtype2}</source>
        <translation>{key}（{dtype}）无法转换为 {dtype2}</translation>
    </message>
    <message>
        <source>{key} at index {value}</source>
        <translation>{key} 的下标 {value} 处</translation>
    </message>
    <message>
        <source>{key} at step {step}</source>
        <translation>第 {step} 步的 {key}</translation>
    </message>
    <message>
        <source>{key} has a shape larger than any memory</source>
        <translation>{key} 的形状比任何内存都大</translation>
    </message>
    <message>
        <source>{key} has more elements than can be counted</source>
        <translation>{key} 的元素多到无法计数</translation>
    </message>
    <message>
        <source>{key} has more than 32 axes that can&apos;t be merged</source>
        <translation>{key} 有超过 32 个无法合并的轴</translation>
    </message>
    <message>
        <source>{key} has no data in the file (device meta)</source>
        <translation>{key} 在文件中没有数据（设备 meta）</translation>
    </message>
    <message>
        <source>{key} has no data in the file, or holds no numbers</source>
        <translation>{key} 在文件中没有数据，或不含数字</translation>
    </message>
    <message>
        <source>{key} has no singular values, because some of its values are NaN or infinite</source>
        <translation>{key} 没有奇异值，因为其中有 NaN 或无穷大</translation>
    </message>
    <message>
        <source>{key} has no two distributions to compare</source>
        <translation>{key} 没有可比较的两个分布</translation>
    </message>
    <message>
        <source>{key} has {axes} axes; there is no axis {axis}</source>
        <translation>{key} 有 {axes} 个轴；没有轴 {axis}</translation>
    </message>
    <message>
        <source>{key} has {shape} axes, the slice names {region}</source>
        <translation>{key} 有 {shape} 个轴，而切片指定了 {region} 个</translation>
    </message>
    <message>
        <source>{key} has {shape} axes, too many to print; name a slice</source>
        <translation>{key} 有 {shape} 个轴，太多而无法打印；请指定切片</translation>
    </message>
    <message>
        <source>{key} has {shape} axes; numpy has at most 64</source>
        <translation>{key} 有 {shape} 个轴；numpy 最多 64 个</translation>
    </message>
    <message>
        <source>{key} holds no numbers</source>
        <translation>{key} 不含数字</translation>
    </message>
    <message>
        <source>{key} holds no numbers that could be subtracted</source>
        <translation>{key} 不含可相减的数字</translation>
    </message>
    <message>
        <source>{key} holds {dtype}, which is not a number</source>
        <translation>{key} 含有 {dtype}，不是数字</translation>
    </message>
    <message>
        <source>{key} in B</source>
        <translation>B 中的 {key}</translation>
    </message>
    <message>
        <source>{key} is a group of {entries}</source>
        <translation>{key} 是含 {entries}的组</translation>
    </message>
    <message>
        <source>{key} is a negated or conjugated view of {dtype}</source>
        <translation>{key} 是 {dtype} 的取负或共轭视图</translation>
    </message>
    <message>
        <source>{key} is not a matrix of numbers</source>
        <translation>{key} 不是数字矩阵</translation>
    </message>
    <message>
        <source>{key} is not a matrix that could be transposed</source>
        <translation>{key} 不是可转置的矩阵</translation>
    </message>
    <message>
        <source>{key} is not a tensor</source>
        <translation>{key} 不是张量</translation>
    </message>
    <message>
        <source>{key} is packed in blocks of {block} elements and can&apos;t be cut inside one</source>
        <translation>{key} 以 {block} 个元素的块打包，不能在块内切分</translation>
    </message>
    <message>
        <source>{key} is the transpose of {other}.</source>
        <translation>{key} 是{other} 的转置。</translation>
    </message>
    <message>
        <source>{key} may be (by its shape) the transpose of {other}.</source>
        <translation>{key} 可能（从形状看）是{other} 的转置。</translation>
    </message>
    <message>
        <source>{key}: not compared yet</source>
        <translation>{key}：尚未比较</translation>
    </message>
    <message>
        <source>{key}: strided views of packed {dtype} elements are not supported</source>
        <translation>{key}：不支持打包的 {dtype} 元素的带步幅视图</translation>
    </message>
    <message numerus="yes">
        <source>{key}: {share}, %n parameter</source>
        <comment>{key}: {share}, %n parameters</comment>
        <translation>
            <numerusform>{key}：{share}，%n 个参数</numerusform>
        </translation>
    </message>
    <message>
        <source>{kind} is not a layer of a chain; there are {kinds}</source>
        <translation>{kind} 不是链中的层；可用的有 {kinds}</translation>
    </message>
    <message>
        <source>{layers:,} layers of {prefix} by {roles:,} roles</source>
        <translation>{prefix} 的 {layers:,} 层 × {roles:,} 个角色</translation>
    </message>
    <message>
        <source>{left:,} bytes after the last object belong to nothing</source>
        <translation>最后一个对象之后的 {left:,} 字节不属于任何内容</translation>
    </message>
    <message>
        <source>{left:,} numbers follow those of all layers in the .cfg</source>
        <translation>.cfg 中所有层的数之后还有 {left:,} 个数</translation>
    </message>
    <message>
        <source>{library} can&apos;t be imported by {executable}: {said}</source>
        <translation>{executable} 无法导入 {library}：{said}</translation>
    </message>
    <message>
        <source>{library} may run code that comes with the model, {what}; it was not looked at</source>
        <translation>{library} 可能运行模型附带的代码 {what}；此处未检查</translation>
    </message>
    <message>
        <source>{links} to blobs of the cache copied as text; the blobs were read, but what loads the model does not find them. Copy the folder with its links</source>
        <translation>{links}本应指向缓存的 blob，却被复制成了文本；此处读取了 blob，但加载模型的程序找不到它们。请连同链接一起复制文件夹</translation>
    </message>
    <message>
        <source>{location} does not say which architecture it is of; give one (archs finds those that fit)</source>
        <translation>{location} 没有说明它属于哪种架构；请指定一个（archs 会查找匹配的架构）</translation>
    </message>
    <message>
        <source>{location} has no checkpoints that could be steps of a run</source>
        <translation>{location} 没有可作为运行步骤的检查点</translation>
    </message>
    <message>
        <source>{low} (blue) to {high} (orange)</source>
        <translation>{low}（蓝）到 {high}（橙）</translation>
    </message>
    <message>
        <source>{measure} {what}.</source>
        <translation>{measure}{what}。</translation>
    </message>
    <message>
        <source>{measure} {what}: {ends}.</source>
        <translation>{measure}{what}：{ends}。</translation>
    </message>
    <message>
        <source>{measure}{compare} takes a number such as 4096, 1.5M or 2G</source>
        <translation>{measure}{compare} 接一个数，如 4096、1.5M 或 2G</translation>
    </message>
    <message>
        <source>{members} of the tar archive are links; they are not followed</source>
        <translation>tar 归档的 {members}是链接；不跟随它们</translation>
    </message>
    <message>
        <source>{members} of the zip archive are symbolic links; they are not followed</source>
        <translation>zip 归档的 {members}是符号链接；不跟随它们</translation>
    </message>
    <message>
        <source>{message}; rename or leave out one</source>
        <translation>{message}；请重命名或排除一个</translation>
    </message>
    <message>
        <source>{metadata} is not a JSON object</source>
        <translation>{metadata} 不是 JSON 对象</translation>
    </message>
    <message>
        <source>{module} has {value} twice; {key} counts</source>
        <translation>{module} 有两个 {value}；以 {key} 为准</translation>
    </message>
    <message>
        <source>{moment} of {key}</source>
        <translation>{key} 的 {moment}</translation>
    </message>
    <message>
        <source>{moment} of {key} (optimizer) at index {value}</source>
        <translation>{key} 的 {moment}（优化器），下标 {value} 处</translation>
    </message>
    <message>
        <source>{more:,} more pickle imports, none more dangerous than the last one listed</source>
        <translation>另有 {more:,} 个 pickle 导入，都不比列出的最后一个更危险</translation>
    </message>
    <message>
        <source>{names} in the tar archive would lead out of the folder on extraction</source>
        <translation>tar 归档中的 {names}在解包时会写到文件夹之外</translation>
    </message>
    <message>
        <source>{names} in the zip archive belong to several members each: programs disagree about which of them counts</source>
        <translation>zip 归档中的 {names}各属于多个成员：以哪个为准，各程序看法不一</translation>
    </message>
    <message>
        <source>{names} in the zip archive would lead out of the folder on extraction</source>
        <translation>zip 归档中的 {names}在解压时会写到文件夹之外</translation>
    </message>
    <message>
        <source>{names} incomplete: {reason}</source>
        <translation>{names}不完整：{reason}</translation>
    </message>
    <message>
        <source>{names} would all be called {key}</source>
        <translation>{names} 都会叫作 {key}</translation>
    </message>
    <message>
        <source>{names} would both be called {key}</source>
        <translation>{names} 都会叫作 {key}</translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n layer)</source>
        <comment>{name} (%n layers)</comment>
        <translation>
            <numerusform>{name}（%n 层）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n value)</source>
        <comment>{name} (%n values)</comment>
        <translation>
            <numerusform>{name}（%n 个值）</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (history)</source>
        <translation>{name}（历史）</translation>
    </message>
    <message>
        <source>{name} (open)</source>
        <translation>{name}（已打开）</translation>
    </message>
    <message>
        <source>{name} (unsaved)</source>
        <extracomment>What the tab adds to its name where its file can no longer be read; &quot;&quot; where it can. A key that was to be selected and is not in the file. The column that the tree is sorted by, -1 for none, and whether the largest come first. The keys that are marked to come back to.</extracomment>
        <translation>{name}（未保存）</translation>
    </message>
    <message>
        <source>{name} adds values that are NaN or infinite</source>
        <translation>{name} 加上了 NaN 或无穷大的值</translation>
    </message>
    <message>
        <source>{name} at {steps} (sampled)</source>
        <translation>{name}，{steps}（抽样）</translation>
    </message>
    <message>
        <source>{name} can&apos;t be looked into: {reason}</source>
        <translation>{name} 无法查看：{reason}</translation>
    </message>
    <message>
        <source>{name} can&apos;t be put together from its slices: {reason}</source>
        <translation>{name} 无法由其切片拼合：{reason}</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read: {error}</source>
        <translation>无法读取 {name}：{error}</translation>
    </message>
    <message>
        <source>{name} does not have the piece that the index says it has</source>
        <translation>{name} 没有索引所说的那一块</translation>
    </message>
    <message>
        <source>{name} ends at byte {value:,} of a file of {nbytes:,}</source>
        <translation>{name} 在 {nbytes:,} 字节的文件中结束于第 {value:,} 字节</translation>
    </message>
    <message>
        <source>{name} has no entry {key}</source>
        <translation>{name} 没有条目 {key}</translation>
    </message>
    <message>
        <source>{name} has no matching tensor.</source>
        <translation>{name} 没有对应的张量。</translation>
    </message>
    <message>
        <source>{name} has no {parameter} in the base</source>
        <translation>{name} 在基座中没有 {parameter}</translation>
    </message>
    <message>
        <source>{name} has only {roles}: factors are missing, so that it changes nothing</source>
        <translation>{name} 只有 {roles}：缺少因子，因此不改变任何内容</translation>
    </message>
    <message>
        <source>{name} has pickled objects as elements (numcodecs pickle filter): zarr unpickles them when it reads it</source>
        <translation>{name} 的元素是 pickle 对象（numcodecs 的 pickle 过滤器）：zarr 读取时会反序列化它们</translation>
    </message>
    <message>
        <source>{name} has rows of {row:,} elements in blocks of {elements_per_unit} ({dtype})</source>
        <translation>{name} 的行有 {row:,} 个元素，而块为 {elements_per_unit}（{dtype}）</translation>
    </message>
    <message>
        <source>{name} has rows of {shape:,} elements in blocks of {elements_per_unit}</source>
        <translation>{name} 的行有 {shape:,} 个元素，而块为 {elements_per_unit}</translation>
    </message>
    <message>
        <source>{name} has the type {type_code:,}, which this program does not know</source>
        <translation>{name} 的类型为 {type_code:,}，本程序不认识</translation>
    </message>
    <message>
        <source>{name} has the unknown dtype {code}</source>
        <translation>{name} 的数据类型 {code} 未知</translation>
    </message>
    <message>
        <source>{name} has {offsets} offsets, not a begin and an end</source>
        <translation>{name} 有 {offsets} 个偏移，而不是一个起点和一个终点</translation>
    </message>
    <message>
        <source>{name} has {value:,} bytes of data, its shape and dtype ask for {nbytes:,}</source>
        <translation>{name} 有 {value:,} 字节的数据，而其形状和数据类型需要 {nbytes:,} 字节</translation>
    </message>
    <message numerus="yes">
        <source>{name} in %n cell</source>
        <comment>{name} in %n cells</comment>
        <translation>
            <numerusform>%n 个单元格含 {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is a compiled library, which torch runs when the program is loaded</source>
        <translation>{name} 是编译的库，加载程序时 torch 会运行它</translation>
    </message>
    <message>
        <source>{name} is no Checkpoint</source>
        <translation>{name} 不是 Checkpoint</translation>
    </message>
    <message>
        <source>{name} is no Recogniser</source>
        <translation>{name} 不是 Recogniser</translation>
    </message>
    <message>
        <source>{name} is no activation; there are {activations}</source>
        <translation>{name} 不是激活函数；可用的有 {activations}</translation>
    </message>
    <message>
        <source>{name} is no longer on disk.</source>
        <translation>{name} 已不在磁盘上。</translation>
    </message>
    <message>
        <source>{name} is no way of pooling; there are max and avg</source>
        <translation>{name} 不是池化方式；可用的有 max 和 avg</translation>
    </message>
    <message>
        <source>{name} is none of {encodable}</source>
        <translation>{name} 不在 {encodable} 之中</translation>
    </message>
    <message>
        <source>{name} is not an array</source>
        <translation>{name} 不是数组</translation>
    </message>
    <message>
        <source>{name} is not saved.</source>
        <translation>{name} 尚未保存。</translation>
    </message>
    <message>
        <source>{name} is there twice; {key} counts</source>
        <translation>{name} 出现两次；以 {key} 为准</translation>
    </message>
    <message>
        <source>{name} is {kind}, such as {example}, not {typed}</source>
        <translation>{name} 应为{kind}，例如 {example}，而不是 {typed}</translation>
    </message>
    <message>
        <source>{name} lies beside {name2} and was not opened; transformers would load it</source>
        <translation>{name} 在 {name2} 旁边，未打开；transformers 会加载它</translation>
    </message>
    <message>
        <source>{name} names no file that is here</source>
        <translation>{name} 指明的文件都不在此处</translation>
    </message>
    <message>
        <source>{name} of transformers, by its config.json</source>
        <translation>transformers 的 {name}，依据其 config.json</translation>
    </message>
    <message>
        <source>{name} of transformers, by its shapes</source>
        <translation>transformers 的 {name}，依据其形状</translation>
    </message>
    <message>
        <source>{name} of {count:,} indices, {marked:,} of them marked</source>
        <extracomment>Indices in sight beyond twice as many are drawn by the least and the largest of each run. Marked indices that get a dot each.</extracomment>
        <translation>{count:,} 个索引的{name}，其中 {marked:,} 个有标记</translation>
    </message>
    <message numerus="yes">
        <source>{name} over depth of %n role</source>
        <comment>{name} over depth of %n roles</comment>
        <extracomment>How near, in pixels, the mouse must be to a point to mean it. Numbers beyond are not drawn: pyqtgraph reckons with differences and products of them.</extracomment>
        <translation>
            <numerusform>%n 个角色的{name}随深度</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} says that it is another part of a model than its name says</source>
        <translation>{name} 自称是模型的另一部分，与其名称不符</translation>
    </message>
    <message>
        <source>{name} would be a tensor and a group with tensors in it; rename one of them</source>
        <translation>{name} 会既是张量又是含张量的组；请重命名其中一个</translation>
    </message>
    <message>
        <source>{name} {first:,} to {stop:,} of {count:,}</source>
        <translation>{name} {first:,} 到 {stop:,}，共 {count:,}</translation>
    </message>
    <message>
        <source>{name}, as the file says</source>
        <translation>{name}，文件所述</translation>
    </message>
    <message>
        <source>{name}, which belongs to these parameters, can&apos;t be read as a symbol</source>
        <translation>属于这些参数的 {name} 无法作为 symbol 读取</translation>
    </message>
    <message>
        <source>{name}, which has the names of these tensors, can&apos;t be read as a program</source>
        <translation>含有这些张量名称的 {name} 无法作为程序读取</translation>
    </message>
    <message>
        <source>{name}, which lists the layers, is not beside it</source>
        <translation>列出各层的 {name} 不在旁边</translation>
    </message>
    <message>
        <source>{name}: the axis</source>
        <translation>{name}：轴</translation>
    </message>
    <message>
        <source>{nan:,} NaN, {inf:,} Inf, first at {place}</source>
        <translation>{nan:,} 个 NaN，{inf:,} 个 Inf，首个位于 {place}</translation>
    </message>
    <message>
        <source>{numel:,} elements are too many to go through: the file holds few of them</source>
        <translation>{numel:,} 个元素太多，无法逐一处理：文件中只保存了少数</translation>
    </message>
    <message>
        <source>{outside:,} outside |b - a| &lt;= {atol} + {rtol} |b|</source>
        <translation>{outside:,} 个超出 |b - a| &lt;= {atol} + {rtol} |b|</translation>
    </message>
    <message>
        <source>{parts} of quantised weights not decoded: {shown}</source>
        <translation>量化权重的 {parts}未解码：{shown}</translation>
    </message>
    <message>
        <source>{part}claims {number:,} {what} at byte {position:,}, where {remaining:,} bytes are left</source>
        <translation>{part}声称在第 {position:,} 字节处有 {number:,} {what}，而那里只剩 {remaining:,} 字节</translation>
    </message>
    <message>
        <source>{part}ends at byte {end:,}: {nbytes:,} more bytes were to follow at byte {position:,}</source>
        <translation>{part}在第 {end:,} 字节结束：第 {position:,} 字节处还应有 {nbytes:,} 字节</translation>
    </message>
    <message>
        <source>{part}ends at byte {size:,}, before byte {end:,}</source>
        <translation>{part}在第 {size:,} 字节结束，在第 {end:,} 字节之前</translation>
    </message>
    <message>
        <source>{part}has a negative length at byte {position:,}</source>
        <translation>{part}在第 {position:,} 字节处有负的长度</translation>
    </message>
    <message>
        <source>{part}has a number of more than 64 bits at byte {start:,}</source>
        <translation>{part}在第 {start:,} 字节处有超过 64 位的数</translation>
    </message>
    <message>
        <source>{part}has text at byte {start:,} that does not end</source>
        <translation>{part}在第 {start:,} 字节处有没有结尾的文本</translation>
    </message>
    <message>
        <source>{part}has text at byte {start:,} that is not valid {encoding}</source>
        <translation>{part}在第 {start:,} 字节处有不是有效 {encoding} 的文本</translation>
    </message>
    <message>
        <source>{part}has {found} at byte {start:,} in the place of {magic}</source>
        <translation>{part}在第 {start:,} 字节处是 {found}，而应为 {magic}</translation>
    </message>
    <message>
        <source>{path} changed since you agreed to run it</source>
        <translation>{path} 在您同意运行之后被更改</translation>
    </message>
    <message>
        <source>{path} holds no tensor</source>
        <translation>{path} 不含张量</translation>
    </message>
    <message>
        <source>{posinf:,} positive, {neginf:,} negative</source>
        <translation>{posinf:,} 个正，{neginf:,} 个负</translation>
    </message>
    <message>
        <source>{position:,} elements do not fill the shape {sizes}</source>
        <translation>{position:,} 个元素填不满形状 {sizes}</translation>
    </message>
    <message>
        <source>{python} can&apos;t be started: {value}</source>
        <translation>{python} 无法启动：{value}</translation>
    </message>
    <message>
        <source>{quantised_weights} ({counts}), shown with decoded values above the stored parts</source>
        <translation>{quantised_weights}（{counts}），在存储的各部分之上以解码值显示</translation>
    </message>
    <message>
        <source>{rank:,} of {total:,}</source>
        <translation>{rank:,} / {total:,}</translation>
    </message>
    <message>
        <source>{ranks} of {ranks2} not there: {absent}</source>
        <translation>{ranks2} 中缺少 {ranks}：{absent}</translation>
    </message>
    <message>
        <source>{reason} What is shown was read before.</source>
        <translation>{reason}当前显示的是之前读取的内容。</translation>
    </message>
    <message>
        <source>{reason}; this needs {need}, and {folder} has room for {room}</source>
        <translation>{reason}；这需要 {need}，而 {folder} 只有 {room} 的空间</translation>
    </message>
    <message>
        <source>{records} differ in case only from others: torch may read those instead</source>
        <translation>{records}与其他记录仅大小写不同：torch 可能会读取那些</translation>
    </message>
    <message>
        <source>{remaining:,} bytes behind the last tensor belong to nothing</source>
        <translation>最后一个张量之后的 {remaining:,} 字节不属于任何内容</translation>
    </message>
    <message>
        <source>{remaining:,} bytes behind the list belong to nothing</source>
        <translation>列表之后的 {remaining:,} 字节不属于任何内容</translation>
    </message>
    <message>
        <source>{remaining:,} bytes of the weights belong to no layer that is known here</source>
        <translation>权重中有 {remaining:,} 字节不属于此处已知的任何层</translation>
    </message>
    <message>
        <source>{rows:,} × {columns:,} is too large: singular values are computed of matrices with a side of at most {max_side:,}, since the time grows with its cube</source>
        <translation>{rows:,} × {columns:,} 太大：只计算边长不超过 {max_side:,} 的矩阵的奇异值，因为时间随其立方增长</translation>
    </message>
    <message>
        <source>{rows} × {columns} values</source>
        <translation>{rows} × {columns} 个值</translation>
    </message>
    <message>
        <source>{searched:,} other settings of {assumed} do not match either</source>
        <translation>{assumed} 的另外 {searched:,} 种设置也不匹配</translation>
    </message>
    <message>
        <source>{sentence} ({more})</source>
        <translation>{sentence}（{more}）</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <extracomment>Longer texts are no sentences. Sentences within sentences, and how many parts of one text are looked at, which bounds the time that any text takes. From here on letters are set without blanks between them.</extracomment>
        <translation>{sentence}。</translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n file</source>
        <comment>{shown:,} of %n files</comment>
        <translation>
            <numerusform>{shown:,} / %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n step</source>
        <comment>{shown:,} of %n steps</comment>
        <translation>
            <numerusform>%n 步中的 {shown:,} 步</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n tensor</source>
        <comment>{shown:,} of %n tensors</comment>
        <translation>
            <numerusform>%n 个张量中的 {shown:,} 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of %n tensor (sampled)</source>
        <comment>{shown:,} of %n tensors (sampled)</comment>
        <translation>
            <numerusform>%n 个张量中的 {shown:,} 个（抽样）</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown}, which has the data of {tensors}, {reason}</source>
        <translation>含有 {tensors}数据的 {shown} {reason}</translation>
    </message>
    <message>
        <source>{shown}{more}: each {message}</source>
        <translation>{shown}{more}：均{message}</translation>
    </message>
    <message>
        <source>{side} is an adapter ({titles}), whose tensors change others instead of being compared with them</source>
        <translation>{side} 是适配器（{titles}），其张量用来更改其他张量，而不是与之比较</translation>
    </message>
    <message>
        <source>{size:,} elements ({dense}) are too many to go through: the file holds few of them</source>
        <translation>{size:,} 个元素（{dense}）太多，无法逐一处理：文件中只保存了少数</translation>
    </message>
    <message numerus="yes">
        <source>{size} (%n group)</source>
        <comment>{size} (%n groups)</comment>
        <translation>
            <numerusform>{size}（%n 组）</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} (storages {storages})</source>
        <translation>{size}（存储 {storages}）</translation>
    </message>
    <message>
        <source>{size} ({count:,} bytes)</source>
        <translation>{size}（{count:,} 字节）</translation>
    </message>
    <message>
        <source>{size} is not a size such as 5GB, 500MB or 2GiB</source>
        <translation>{size} 不是 5GB、500MB 或 2GiB 这样的大小</translation>
    </message>
    <message>
        <source>{start:,} to {stop:,}</source>
        <translation>{start:,} 到 {stop:,}</translation>
    </message>
    <message>
        <source>{state}: singular values of {key}</source>
        <translation>{state}：{key} 的奇异值</translation>
    </message>
    <message>
        <source>{strip} is no rule; there are best, first, last, last=N, every=N</source>
        <translation>{strip} 不是规则；可用的有 best、first、last、last=N、every=N</translation>
    </message>
    <message>
        <source>{suffixes} files are not spread over shards; .safetensors files can be</source>
        <translation>{suffixes} 文件不能分成多个分片；.safetensors 文件可以</translation>
    </message>
    <message>
        <source>{suffixes} files have no place for an architecture; .pth and .safetensors have</source>
        <translation>{suffixes} 文件没有存放架构的位置；.pth 和 .safetensors 有</translation>
    </message>
    <message>
        <source>{suffix} is not a suffix in small letters, as &apos;.npz&apos; is</source>
        <translation>{suffix} 不是像 &apos;.npz&apos; 那样的小写后缀</translation>
    </message>
    <message>
        <source>{tensors} incomplete ({incomplete}){ranks}</source>
        <translation>{tensors}不完整（{incomplete}）{ranks}</translation>
    </message>
    <message>
        <source>{tensors} left out: the model&apos;s state dict does not hold such</source>
        <translation>略去 {tensors}：模型的 state dict 不包含这类张量</translation>
    </message>
    <message>
        <source>{tensors} left out: {shown}{more}</source>
        <translation>略去 {tensors}：{shown}{more}</translation>
    </message>
    <message>
        <source>{tensors} match nothing</source>
        <translation>{tensors}没有匹配</translation>
    </message>
    <message>
        <source>{tensors} matches nothing</source>
        <translation>{tensors}没有匹配</translation>
    </message>
    <message>
        <source>{tensors} of text left out that the format can&apos;t hold</source>
        <translation>略去 {tensors}文本，该格式无法容纳</translation>
    </message>
    <message>
        <source>{tensors} of {method}, which this version neither measures nor merges</source>
        <translation>{method} 的 {tensors}，本版本既不测量也不合并</translation>
    </message>
    <message>
        <source>{tensors} replaced</source>
        <translation>替换了 {tensors}</translation>
    </message>
    <message>
        <source>{tensors} {what}: {keys}.</source>
        <translation>{tensors}{what}：{keys}。</translation>
    </message>
    <message>
        <source>{tensors}, {bins}, exact</source>
        <translation>{tensors}，{bins}，精确</translation>
    </message>
    <message>
        <source>{text} is no part: they are 1/N to N/N, such as 3/8</source>
        <translation>{text} 不是一部分：应为 1/N 到 N/N，如 3/8</translation>
    </message>
    <message>
        <source>{text} is not a size</source>
        <translation>{text} 不是大小</translation>
    </message>
    <message>
        <source>{text} · damaged: bytes do not match their checksum</source>
        <translation>{text} · 已损坏：字节与校验和不符</translation>
    </message>
    <message numerus="yes">
        <source>{text}; %n tensor can&apos;t be read: {key}: {error}</source>
        <comment>{text}; %n tensors can&apos;t be read: {key}: {error}</comment>
        <translation>
            <numerusform>{text}；%n 个张量无法读取：{key}：{error}</numerusform>
        </translation>
    </message>
    <message>
        <source>{title} adapter</source>
        <translation>{title} 适配器</translation>
    </message>
    <message>
        <source>{title} adapter of {base}</source>
        <translation>{base} 的 {title} 适配器</translation>
    </message>
    <message>
        <source>{title} was not opened.</source>
        <translation>{title} 未打开。</translation>
    </message>
    <message>
        <source>{title}: architecture {name}, by its metadata.</source>
        <translation>{title}：架构为 {name}，依据其元数据。</translation>
    </message>
    <message>
        <source>{title}: changes nothing in this base, {why_ineffective}</source>
        <translation>{title}：对此基座没有任何更改，{why_ineffective}</translation>
    </message>
    <message>
        <source>{title}: {changed:,} of {tensors} changed</source>
        <translation>{title}：{tensors}中有 {changed:,} 个改变</translation>
    </message>
    <message>
        <source>{title}: {changing:,} of {modules} change the base</source>
        <translation>{title}：{modules}中有 {changing:,} 个更改基座</translation>
    </message>
    <message>
        <source>{trailing:,} bytes follow the end of the zip archive</source>
        <translation>zip 归档的末尾之后还有 {trailing:,} 字节</translation>
    </message>
    <message>
        <source>{unused} are not referenced by any tensor in this file.</source>
        <translation>{unused} 未被此文件的任何张量引用。</translation>
    </message>
    <message>
        <source>{value:,} bytes at the end of the file belong to no tensor</source>
        <translation>文件末尾的 {value:,} 字节不属于任何张量</translation>
    </message>
    <message>
        <source>{value:,} bytes before {name} belong to no tensor</source>
        <translation>{name} 之前的 {value:,} 字节不属于任何张量</translation>
    </message>
    <message>
        <source>{value:,} bytes follow the last storage; torch ignores them</source>
        <translation>最后一个存储之后还有 {value:,} 字节；torch 会忽略它们</translation>
    </message>
    <message>
        <source>{value:,} more members of the archive were not looked into</source>
        <translation>归档的另外 {value:,} 个成员未检查</translation>
    </message>
    <message>
        <source>{values} left out{reason}</source>
        <translation>略去 {values}{reason}</translation>
    </message>
    <message>
        <source>{value} can&apos;t be read: it {reason}</source>
        <translation>{value} 无法读取：{reason}</translation>
    </message>
    <message>
        <source>{value} can&apos;t be read: {reason}</source>
        <translation>{value} 无法读取：{reason}</translation>
    </message>
    <message>
        <source>{value} cut out of a larger storage</source>
        <translation>从更大的存储中切出 {value}</translation>
    </message>
    <message>
        <source>{value} in dense form</source>
        <translation>{value}以稠密形式写入</translation>
    </message>
    <message>
        <source>{value} is compressed, and too large to be looked into whole</source>
        <translation>{value} 已压缩，且太大而无法完整检查</translation>
    </message>
    <message>
        <source>{value} is not a place and the bytes there</source>
        <translation>{value} 不是位置及该处的字节</translation>
    </message>
    <message>
        <source>{value} left out that the format can&apos;t hold</source>
        <translation>略去格式无法保存的 {value}</translation>
    </message>
    <message>
        <source>{value} lies in too many archives within each other to be looked into</source>
        <translation>{value} 所在的归档嵌套层数太多，无法检查</translation>
    </message>
    <message>
        <source>{value} of metadata left out, which the format has no place for</source>
        <translation>略去元数据的 {value}，格式没有存放之处</translation>
    </message>
    <message>
        <source>{value} written as plain numbers</source>
        <translation>{value}以普通数字写入</translation>
    </message>
    <message>
        <source>{value} written with a copy of elements that others have too</source>
        <translation>写入 {value}，其中有与其他张量共有的元素的副本</translation>
    </message>
    <message>
        <source>{value} written without the scales and zero points</source>
        <translation>写入 {value}，不带缩放系数和零点</translation>
    </message>
    <message>
        <source>{weights} behind {name} can&apos;t be read either</source>
        <translation>{name} 之后的 {weights}也无法读取</translation>
    </message>
    <message>
        <source>{what} has another checksum than it says</source>
        <translation>{what}的校验和与所说的不同</translation>
    </message>
    <message>
        <source>{what} is registered as a format and is no Format but a {name}</source>
        <translation>{what} 注册为格式，却不是 Format 而是 {name}</translation>
    </message>
    <message>
        <source>{what} over the steps</source>
        <translation>{what}随步数</translation>
    </message>
    <message>
        <source>{what} will run on this computer with your permissions, in a separate process. Run it only if you trust its author.</source>
        <translation>{what} 将以您的权限在本机的单独进程中运行。只有信任其作者时才运行。</translation>
    </message>
    <message>
        <source>{what} with names twice or none</source>
        <translation>{what}，名称重复或缺失</translation>
    </message>
    <message>
        <source>{what}, one of them {name}</source>
        <translation>{what}，其中之一为 {name}</translation>
    </message>
    <message>
        <source>{what}: as a reference it is run, with your permissions; --allow-code is your word</source>
        <translation>{what}：作为参考，它会以您的权限运行；--allow-code 表示您同意</translation>
    </message>
    <message>
        <source>{what}; it</source>
        <translation>{what}；它</translation>
    </message>
    <message>
        <source>{what}{some}, a column per step{suffix}</source>
        <translation>{what}{some}，每步一列{suffix}</translation>
    </message>
    <message>
        <source>{which} rounded to {dtype}, exactly</source>
        <translation>{which} 舍入为 {dtype}，完全一致</translation>
    </message>
    <message>
        <source>{whose} is called {id}, as one of {owner}: uninstall {distribution}</source>
        <translation>{whose} 的名称为 {id}，与 {owner} 的某个相同：请卸载 {distribution}</translation>
    </message>
    <message>
        <source>{whose} is no Architecture but a {name}</source>
        <translation>{whose} 不是 Architecture，而是 {name}</translation>
    </message>
    <message>
        <source>{word} in the slice {text} has more than start, stop and step</source>
        <translation>切片 {text} 中的 {word} 超出了起点、终点和步长</translation>
    </message>
    <message>
        <source>{word} in the slice {text} is neither an index nor start:stop:step</source>
        <translation>切片 {text} 中的 {word} 既不是索引，也不是 start:stop:step</translation>
    </message>
    <message>
        <source>{work} is not done.</source>
        <translation>{work}尚未完成。</translation>
    </message>
    <message>
        <source>|b - a| / |a| in the L2 norm</source>
        <translation>L2 范数下的 |b - a| / |a|</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more danger; `scan` on the command line lists all.</source>
        <comment>… and %n more dangers; `scan` on the command line lists all.</comment>
        <translation>
            <numerusform>… 另有 %n 个危险项；命令行的 `scan` 会全部列出。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more value</source>
        <comment>… and %n more values</comment>
        <translation>
            <numerusform>… 另有 %n 个值</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more warning; `scan` on the command line lists all.</source>
        <comment>… and %n more warnings; `scan` on the command line lists all.</comment>
        <translation>
            <numerusform>… 另有 %n 条警告；命令行的 `scan` 会全部列出。</numerusform>
        </translation>
    </message>
    <message>
        <source>… and {count:,} more</source>
        <translation>… 另有 {count:,} 个</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>全选(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>增加(&amp;S)</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>减少(&amp;D)</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>是(&amp;Y)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>复制链接地址(&amp;L)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
</context>
</TS>
